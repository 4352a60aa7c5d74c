/**
 * Gradstream trains a neural network on a Kafka topic, one example at a time, exactly once.
 *
 * <pre>
 * record bytes ─► serde ─► record ─► feature ─► learning ─────────────► prediction ─► output ─► topic
 * └───────────── input ─────────────┘              │ └► loss ─► evaluation ─► topic, status, metrics
 *                                                  └► network, optimizer on kernels
 *                                                        └► parameters ─► state ─► changelog
 * </pre>
 *
 * <p>Packages are the stations of that line and nothing flows against it. {@code model} does one
 * step of it, test then train; {@code topology} wires it, {@code status} and {@code metrics}
 * observe it. {@code wiring} makes these parts of a configuration; the programs use them: {@code
 * app} runs the topology and {@code live} shows it, {@code prequential} evaluates in a plain loop,
 * {@code inspection} proposes and checks, {@code bench} measures. A test holds the table of which
 * package may import which.
 */
@NullMarked
package io.gradstream;

import org.jspecify.annotations.NullMarked;
