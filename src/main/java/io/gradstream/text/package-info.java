/**
 * Texts on their way to people, and what is known of texts.
 *
 * <pre>
 * a value, a field's name, a registry's message ─► {@link io.gradstream.text.Shown} ─► terminal, log, comment, header
 * a name that is not known ─► {@link io.gradstream.text.Messages} ─► the name that was probably meant
 * </pre>
 *
 * <p>Whoever writes a record chooses its texts, and a terminal obeys some of them. So every text
 * from outside passes here before a person reads it; what programs read, as outputs and JSON, keeps
 * it.
 */
@NullMarked
package io.gradstream.text;

import org.jspecify.annotations.NullMarked;
