/**
 * Texts of records on their way to people.
 *
 * <pre>
 * a value, a field's name, a registry's message ─► {@link io.gradstream.text.Shown} ─► terminal, log, comment, header
 * </pre>
 *
 * <p>Whoever writes a record chooses its texts, and a terminal obeys some of them. So every text
 * from outside passes here before a person reads it; what programs read, as outputs and JSON, keeps
 * it.
 */
@NullMarked
package io.gradstream.text;

import org.jspecify.annotations.NullMarked;
