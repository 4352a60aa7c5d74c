/**
 * Endless streams made from a seed, of known difficulty. {@link
 * io.gradstream.dataset.generator.Generators} names them; {@link
 * io.gradstream.dataset.generator.HardStreams} are those with dirty numbers. Each class names the
 * paper it follows.
 */
@NullMarked
package io.gradstream.dataset.generator;

import org.jspecify.annotations.NullMarked;
