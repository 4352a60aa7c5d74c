/**
 * A test that breaks what a learner depends on, for a while and at random, and then accounts for
 * every record.
 *
 * <pre>
 *   seed ─► Plan: a scene, strikes ─► Site ─► hosts: brokers, learners, producers (processes)
 *                    │                  └───► wires between them (TCP proxies)
 *                    └─ a strike is a Fault, on a target, from a Moment on, for a while
 *
 *   then: all is healed, all is learned ─► Account: the outputs against a Replay of the input
 * </pre>
 *
 * <p>The rule: whatever is broken must be whole again by itself once the strike is over; what was
 * lost until then is lost. A new kind of failure is a constant of {@link io.gradstream.fire.Fault},
 * a new output is a check of {@link io.gradstream.fire.Account}.
 */
@NullMarked
package io.gradstream.fire;

import org.jspecify.annotations.NullMarked;
