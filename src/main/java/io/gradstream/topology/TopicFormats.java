package io.gradstream.topology;

import io.gradstream.serde.LossEncoder;
import io.gradstream.serde.PayloadDecoder;
import io.gradstream.serde.PredictionEncoder;
import java.util.function.Supplier;

/** What reads and writes the topics of a graph; each task is given its own. */
public record TopicFormats(
    Supplier<PayloadDecoder> examples,
    Supplier<PredictionEncoder> predictions,
    Supplier<LossEncoder> losses) {}
