/**
 * Micro costs: what one step costs, and that it allocates nothing. docs/benchmarks.md has the
 * commands.
 */
@NullMarked
package io.gradstream.jmh;

import org.jspecify.annotations.NullMarked;
