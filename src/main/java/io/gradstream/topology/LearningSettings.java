package io.gradstream.topology;

import io.gradstream.feature.Mapping;
import io.gradstream.model.Model;
import io.gradstream.output.EvaluationCadence;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a graph is made of.
 *
 * @param application its {@code application.id}, empty if it has none
 * @param inputLog is asked where the input seems to go on elsewhere than a model has learned up to
 * @param specification all that a stored model and its evaluation depend on, as {@code key: value}
 *     lines
 * @param identity of a specification, the part that must stay the same for a stored model to go on
 * @param cadence when evaluations are published
 * @param model makes a model as it is before the first example
 */
public record LearningSettings(
    String application,
    Topics topics,
    InputLog inputLog,
    TopicFormats formats,
    Mapping mapping,
    ModelScope scope,
    String specification,
    UnaryOperator<String> identity,
    EvaluationCadence cadence,
    Supplier<Model> model) {}
