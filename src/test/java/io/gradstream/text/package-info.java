@NullMarked
package io.gradstream.text;

import org.jspecify.annotations.NullMarked;
