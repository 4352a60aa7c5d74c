/**
 * Makes the parts of an application from its configuration.
 *
 * <pre>
 * configuration ─► {@link io.gradstream.wiring.LearningWiring} ─┬─► {@link io.gradstream.wiring.InputFormat}    record ─► payload, mapping
 *                                   ├─► {@link io.gradstream.wiring.ModelFactory}   models before the first example
 *                                   └─► settings ─► topology
 * </pre>
 *
 * <p>Nothing here starts anything: {@code app} runs the parts, {@code inspection} and {@code
 * prequential} use some of them.
 */
@NullMarked
package io.gradstream.wiring;

import org.jspecify.annotations.NullMarked;
