/**
 * How the models of a running process are doing, for people to look at.
 *
 * <p>A {@link io.gradstream.status.StatusBoard} observes the partitions that the process works on.
 * The live page, reports and meters read it; nothing that is learned depends on it.
 */
@NullMarked
package io.gradstream.status;

import org.jspecify.annotations.NullMarked;
