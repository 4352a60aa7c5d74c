/**
 * The mapping from a record to an example.
 *
 * <p>A {@link io.gradstream.feature.FieldMapping} names the fields; an {@link
 * io.gradstream.feature.ExampleExtractor} binds it to a schema and reads records. Numbers are
 * features as they are, booleans are 0 and 1, null is a missing value. What does not fit is refused
 * with an {@link io.gradstream.feature.UnfitException} that names the field.
 */
@NullMarked
package io.gradstream.feature;

import org.jspecify.annotations.NullMarked;
