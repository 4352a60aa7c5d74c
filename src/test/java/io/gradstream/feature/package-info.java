@NullMarked
package io.gradstream.feature;

import org.jspecify.annotations.NullMarked;
