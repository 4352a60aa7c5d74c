/** What commands show while they run: progress, live lines, and a signal to stop. */
@NullMarked
package io.gradstream.cli.console;

import org.jspecify.annotations.NullMarked;
