/**
 * The one place where everything meets.
 *
 * <pre>
 * configuration ─► {@link io.gradstream.app.ModelFactory} ─┬─► {@link io.gradstream.app.LearningApplication}   a topic, exactly once
 *                                                          └─► {@link io.gradstream.app.PrequentialRun}        a data set, in a plain loop
 * data set, one run or more ─► {@link io.gradstream.app.PrequentialPass} ─► {@link io.gradstream.app.ComparedRun}: scores, loss curve, difference
 * data set ─► {@link io.gradstream.app.DatasetFeed} ─► topic
 * topic or schema ─► {@link io.gradstream.app.Proposal} ─► a first configuration
 * broker, end of the input ─► {@link io.gradstream.app.InputWatch} ─► health, page, meters, log
 * configuration, some records ─► {@link io.gradstream.app.RecordCheck} ─► {@link io.gradstream.app.CheckReport}
 * </pre>
 *
 * <p>Both ways use the same learner, so the same stream gives the same weights.
 */
@NullMarked
package io.gradstream.app;

import org.jspecify.annotations.NullMarked;
