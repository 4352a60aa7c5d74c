@NullMarked
package io.gradstream.app;

import org.jspecify.annotations.NullMarked;
