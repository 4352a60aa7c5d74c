package io.gradstream.topology;

import io.gradstream.evaluation.Evaluation;
import io.gradstream.feature.FieldMapping;
import io.gradstream.learning.Learner;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * What a graph is made of.
 *
 * @param schema of the input records
 * @param specification all that must stay the same for a stored model to go on, as {@code key:
 *     value} lines
 * @param learner makes the learner of a model as it is before the first example
 * @param evaluation makes its evaluation
 */
public record LearningSettings(
    Topics topics,
    Schema schema,
    FieldMapping mapping,
    ModelScope scope,
    String specification,
    Supplier<Learner> learner,
    Supplier<Evaluation> evaluation) {}
