/**
 * Looks at records and learns nothing: {@code init}, {@code check} and {@code describe}.
 *
 * <pre>
 * records, schemas ─► {@link io.gradstream.inspection.Proposal}     a first configuration
 * records, configuration ─► {@link io.gradstream.inspection.RecordCheck} ─► {@link io.gradstream.inspection.CheckReport}
 * configuration ─► {@link io.gradstream.inspection.ModelSummary}
 * </pre>
 */
@NullMarked
package io.gradstream.inspection;

import org.jspecify.annotations.NullMarked;
