@NullMarked
package io.gradstream.cli;

import org.jspecify.annotations.NullMarked;
