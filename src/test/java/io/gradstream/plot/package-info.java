/** Charts as files. */
@NullMarked
package io.gradstream.plot;

import org.jspecify.annotations.NullMarked;
