@NullMarked
package io.gradstream.metrics;

import org.jspecify.annotations.NullMarked;
