/**
 * Reads examples from data sets, topics and files, and writes data sets to topics.
 *
 * <pre>
 * data set ─► {@link io.gradstream.source.DatasetTopic} ─┬─► {@link io.gradstream.source.DatasetProducer}  the topic of a configuration
 *                          ├─► {@link io.gradstream.source.DatasetFeed}      the topic of a demo
 *                          └─► {@link io.gradstream.source.RowExamples}      examples without Kafka
 * topic ─► {@link io.gradstream.source.TopicTail} ─┐
 * file  ─► {@link io.gradstream.source.RecordFile} ─┴─► {@link io.gradstream.source.ReadRecord}
 * </pre>
 *
 * <p>A row gives the same example whether it is read directly or through a topic, to the bit.
 */
@NullMarked
package io.gradstream.source;

import org.jspecify.annotations.NullMarked;
