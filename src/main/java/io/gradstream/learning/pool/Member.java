package io.gradstream.learning.pool;

import io.gradstream.learning.GradientNorms;
import io.gradstream.learning.LayerStatistics;
import io.gradstream.learning.RateSteps;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.Extent;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.Parameters;
import io.gradstream.network.Workspace;
import io.gradstream.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of a pool's learners: a network behind input gains, on features that the pool encodes. */
final class Member {
  private final Network network;
  private final Optimizer optimizer;
  private final InputGains gains;

  /** Null where labels are real. */
  private final @Nullable KnownGate known;

  /** The steps of the pool before it began. */
  private final DoubleArray began;

  private final RateSteps rateSteps;

  private final Expansion expansion;
  private final float[] encoded;
  private final long seed;
  private final MemberSpec spec;
  private final int tableRows;
  private final Signals signals;
  private final Parameters parameters;
  private final Workspace workspace;
  private final GradientNorms gradients;
  private final boolean followsLabels;
  private int predictedWith;
  private int outputs;
  private boolean finite;

  /**
   * @param known what it already knows is not learned; null where labels are real
   * @param view its dense features, encoded when it is called
   * @param signals of the example, when it is called
   * @param tableRows rows of the table that are of features, a power of two or 0; after them come
   *     one for each class as the label before, and those of the signals
   * @param start the features and outputs known before the first example
   */
  Member(
      Network network,
      Optimizer optimizer,
      InputGains gains,
      @Nullable KnownGate known,
      InputView view,
      Signals signals,
      MemberSpec spec,
      int tableRows,
      long seed,
      Extent start) {
    this.network = network;
    this.optimizer = optimizer;
    this.gains = gains;
    this.known = known;
    this.began = new DoubleArray(network.name() + "began", 1);
    this.rateSteps = new RateSteps(network.name());
    this.expansion = view.expansion();
    this.encoded = spec.has(InputOption.SCREENED) ? view.screenedInputs() : view.inputs();
    this.spec = spec;
    this.followsLabels = spec.has(InputOption.LAST_LABEL);
    this.tableRows = tableRows;
    this.signals = signals;
    this.seed = seed;
    this.parameters = network.initialParameters(seed, inputs(start));
    this.workspace = network.newWorkspace();
    this.gradients = new GradientNorms(network);
  }

  private Extent inputs(Extent features) {
    return new Extent(expansion.width(features.inputs()), features.outputs());
  }

  /** Where it takes its sparse features from. */
  Workspace workspace() {
    return workspace;
  }

  /** The mask that folds the number of a row into its table. */
  int rowMask() {
    return tableRows - 1;
  }

  /**
   * Predicts.
   *
   * @param used the features and outputs in use
   * @param lastLabel which label came before, -1 if there was none
   * @param labelValue how much of it
   */
  void predict(Extent used, int lastLabel, float labelValue) {
    workspace.use(expansion.width(used.inputs()), used.outputs());
    gains.apply(encoded, used.inputs(), workspace.inputs());
    if (followsLabels && lastLabel >= 0) {
      workspace.addRow(tableRows + lastLabel, labelValue);
    }
    signals.addTo(workspace, network.spec().tableRows());
    network.forward(parameters, workspace);
    predictedWith = used.inputs();
    outputs = used.outputs();
    checkFinite();
  }

  /** Brings more outputs into use. */
  void enlarge(int outputs) {
    network.enlarge(workspace, outputs);
    this.outputs = outputs;
  }

  private void checkFinite() {
    finite = true;
    int scores = network.spec().loss().scores(outputs);
    for (int k = 0; k < scores; k++) {
      finite &= Float.isFinite(workspace.scores()[k]);
    }
  }

  /** The logarithm of each class's probability; all equal if the prediction is not finite. */
  void logScores(double[] out) {
    if (finite) {
      network.logScores(workspace, out);
    } else {
      Arrays.fill(out, 0);
    }
  }

  /** The probability of a class; all equal if the prediction is not finite. */
  float score(int index) {
    return finite ? workspace.scores()[index] : 1f;
  }

  /** The predicted standardised value, 0 if it is not finite. */
  float value() {
    return finite ? workspace.scores()[0] : 0f;
  }

  /**
   * Learns from what it predicted last, unless it knows that already; a member whose numbers are
   * not finite starts over.
   *
   * @param used the features and outputs in use from now on
   * @param poolStep how many steps the pool has taken before
   */
  void learn(Extent used, float target, float weight, long poolStep) {
    long step = steps(poolStep);
    if (finite && known != null && !known.opensFor(score((int) target), weight, step)) {
      return;
    }
    if (used.inputs() > predictedWith) {
      gains.apply(encoded, used.inputs(), workspace.inputs());
    }
    workspace.use(expansion.width(used.inputs()), used.outputs());
    if (finite) {
      network.backward(parameters, workspace, target, weight);
      network.backwardToInputs(parameters, workspace);
      gradients.include(workspace, step);
      finite = optimizer.step(parameters, workspace, step, rateSteps.of(step));
    }
    if (finite) {
      gains.learn(workspace.inputs(), workspace.inputDeltas(), used.inputs(), step);
    } else {
      begin(used, poolStep + 1);
    }
  }

  /**
   * Forgets all it has learned: it goes on as a new one would.
   *
   * @param poolSteps how many the pool has taken
   */
  void begin(Extent used, long poolSteps) {
    Parameters fresh = network.initialParameters(seed, inputs(used));
    for (int k = 0; k < fresh.arrays().size(); k++) {
      float[] from = fresh.arrays().get(k).values();
      System.arraycopy(from, 0, parameters.arrays().get(k).values(), 0, from.length);
      parameters.arrays().get(k).markAllChanged();
    }
    gains.begin();
    optimizer.state().forEach(LearnedArray::clear);
    if (known != null) {
      known.clear();
    }
    rateSteps.state().clear();
    began.set(0, (double) poolSteps);
  }

  /** The number of its steps, by that of the pool's. */
  long steps(long poolSteps) {
    return poolSteps - (long) began.get(0);
  }

  /** Raises a rate that has fallen, by the number of the pool's steps. */
  void raiseRate(long poolSteps) {
    rateSteps.raise(steps(poolSteps));
  }

  /** Draws the weights of the first features that come into use. */
  void initializeInputs(Extent used) {
    network.initializeInputs(parameters, seed, inputs(used));
  }

  Parameters parameters() {
    return parameters;
  }

  /** Its layers, from input to output, by the number of the pool's steps. */
  List<LayerStatistics> layers(long poolSteps) {
    double rate = optimizer.rateAt(rateSteps.of(steps(poolSteps)));
    return gradients.layers(spec.toString(), rate, parameters);
  }

  long parameterCount() {
    return network.parameterCount();
  }

  List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>();
    state.addAll(parameters.arrays());
    state.addAll(optimizer.state());
    state.addAll(gains.state());
    state.add(began);
    state.add(rateSteps.state());
    if (known != null) {
      state.add(known.state());
    }
    return state;
  }
}
