/**
 * The commands.
 *
 * <p>{@link io.gradstream.cli.Main} is the program. Results go to standard output, progress and
 * complaints to standard error. Exit codes: 0 done, 1 failed while running, 2 wrong usage or
 * configuration.
 */
@NullMarked
package io.gradstream.cli;

import org.jspecify.annotations.NullMarked;
