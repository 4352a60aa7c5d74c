package io.gradstream.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is asked at each scrape, by any thread; the models, and Kafka, once.
 *
 * @param readings what the models show
 * @param rejects the records rejected since the process started, by reason
 * @param work what is counted while records are worked on
 * @param states what the process may be doing, and {@code state} what it does
 * @param parameters weights and biases of one model
 * @param kafka the numbers of Kafka's own
 */
public record Sources(
    Supplier<? extends Collection<Reading>> readings,
    Supplier<Map<String, Long>> rejects,
    WorkMeters work,
    Supplier<Restoration> restoration,
    List<String> states,
    Supplier<String> state,
    long parameters,
    Supplier<? extends Collection<KafkaReading>> kafka) {}
