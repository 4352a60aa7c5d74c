/**
 * Gradstream trains a neural network on a Kafka topic, one example at a time, exactly once.
 *
 * <pre>
 * record bytes ─► serde ─► feature ─► learning ───────────────► prediction ─► topic
 * └──────── input ────────┘              │ └► loss ─► evaluation ─► topic, status, metrics
 *                                        └► network, optimizer on kernels
 *                                              └► parameters ─► state ─► changelog
 * </pre>
 *
 * <p>Packages are the stations of that line and nothing flows against it. {@code model} does one
 * step of it, test then train; {@code topology} wires it, {@code status} and {@code metrics}
 * observe it, {@code app} is where everything meets. A test holds the table of who may import whom.
 */
@NullMarked
package io.gradstream;

import org.jspecify.annotations.NullMarked;
