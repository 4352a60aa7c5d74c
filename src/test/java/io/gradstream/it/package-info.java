/**
 * The promises, proved end to end on a real broker: exactly once through kills, no bad record stops
 * it, the topology equals the plain loop to the bit.
 */
@NullMarked
package io.gradstream.it;

import org.jspecify.annotations.NullMarked;
