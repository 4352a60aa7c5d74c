package io.gradstream.topology;

import io.gradstream.feature.Mapping;
import java.util.function.Supplier;

/**
 * What a graph is made of.
 *
 * @param application its {@code application.id}, empty if it has none
 * @param specification all that must stay the same for a stored model to go on, as {@code key:
 *     value} lines
 * @param cadence when evaluations are published
 * @param model makes a model as it is before the first example
 */
public record LearningSettings(
    String application,
    Topics topics,
    TopicFormats formats,
    Mapping mapping,
    ModelScope scope,
    String specification,
    EvaluationCadence cadence,
    Supplier<Model> model) {}
