/** Gradstream. */
@NullMarked
package io.gradstream;

import org.jspecify.annotations.NullMarked;
