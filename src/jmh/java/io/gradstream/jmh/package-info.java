/** Micro costs: what one step costs, and that it allocates nothing. The README has the commands. */
@NullMarked
package io.gradstream.jmh;

import org.jspecify.annotations.NullMarked;
