/** The default learner: a pool of small networks whose predictions are mixed. */
@NullMarked
package io.gradstream.learning.pool;

import org.jspecify.annotations.NullMarked;
