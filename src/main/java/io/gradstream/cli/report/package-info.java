/** What commands print to standard output: reports, tables and JSON. */
@NullMarked
package io.gradstream.cli.report;

import org.jspecify.annotations.NullMarked;
