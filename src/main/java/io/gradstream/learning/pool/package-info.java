/**
 * The default learner: a pool of small networks, each at its own shape and rate, and a mixture of
 * what they predict.
 *
 * <pre>
 * features ─► FeatureScale ─► InputView, one for all members that see alike ─┐
 *             (moments, ranks)  expanded, by ranks, screened                  │
 *             └► Signals: missing, sentinel, off its line ────────────────────┤
 * rows of tables, the label before ───────────────────────────────────────────┤
 *                                                                             ▼
 *                  Member × 13:  InputGains ─► Network ─► scores   ◄─ Optimizer ◄─ KnownGate
 *                                                            │
 *        what labels alone tell, least squares ─► voices ◄───┘
 *                                                   ▼
 *                  Mixture:  gradient experts, Bayesian mixture, each voice ─► FixedShare ─► prediction
 * </pre>
 *
 * <p>Three seams. An {@link io.gradstream.learning.pool.InputView} is what a member sees. A gate
 * decides whether it learns from an example: not what it knows already ({@link
 * io.gradstream.learning.pool.KnownGate}), and not with numbers that are not finite, after which it
 * starts over ({@link io.gradstream.learning.pool.Member}). A {@link
 * io.gradstream.learning.pool.Mixture} makes one prediction of all and learns whose to trust. The
 * order of test and train is that of every learner, {@link io.gradstream.learning.GrowingLearner}.
 *
 * <p>What each part earns is measured: {@link io.gradstream.learning.pool.Mechanism}, {@code
 * gradstream quality --without}. Entry type: {@link io.gradstream.learning.pool.LearnerPool}.
 */
@NullMarked
package io.gradstream.learning.pool;

import org.jspecify.annotations.NullMarked;
