@NullMarked
package io.gradstream.serde;

import org.jspecify.annotations.NullMarked;
