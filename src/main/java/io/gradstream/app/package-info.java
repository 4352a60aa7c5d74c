/**
 * Runs the topology: start, stop, outages, restoration.
 *
 * <pre>
 * configuration ─► {@link io.gradstream.app.LearningApplication} ─► Kafka Streams
 *                      ├─ ClusterContact, ClusterWatch   the broker and the topics
 *                      ├─ Outages                        which failures are waited out
 *                      ├─ InputWatch                     the end of the input, behind transactions too
 *                      └─ {@link io.gradstream.app.StreamsHealth}                  state, restoration, lag, failure: for readers
 * </pre>
 */
@NullMarked
package io.gradstream.app;

import org.jspecify.annotations.NullMarked;
