package io.gradstream.learning.pool;

import io.gradstream.kernel.Fading;
import io.gradstream.kernel.Kernels;
import io.gradstream.learning.Counts;
import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.LayerStatistics;
import io.gradstream.learning.Learner;
import io.gradstream.learning.MemberShare;
import io.gradstream.learning.NetworkLearner;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.RateSteps;
import io.gradstream.learning.Reaction;
import io.gradstream.learning.Refusal;
import io.gradstream.learning.Targets;
import io.gradstream.network.Activation;
import io.gradstream.network.DoubleArray;
import io.gradstream.network.Extent;
import io.gradstream.network.Initializer;
import io.gradstream.network.LayerSpec;
import io.gradstream.network.LearnedArray;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.optimizer.FactoredSettings;
import io.gradstream.scale.Doubt;
import io.gradstream.scale.LabelScale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Several learners on one stream, mixed by how well they have done: nobody has to know the right
 * shape or rate beforehand, and both may change. Features are standardised and encoded once for
 * all.
 *
 * <p>It grows as {@link NetworkLearner} does. A member whose numbers leave the finite ones predicts
 * nothing in that example and starts over.
 */
public final class LearnerPool implements Learner {
  /** What running means keep of their past with each example. */
  static final double KEEP = 0.999;

  private static final double WEIGHT_DECAY = 0.003;

  /** Examples that one counts as, at most: a step along a longer gradient would lead too far. */
  private static final double MOST_WEIGHT = 10;

  /** Rows of the table that members with hidden layers fold the hashed features into, at most. */
  private static final int FOLDED_ROWS = 1 << 14;

  /** What a linear member's table may hold; it is folded where there may be many classes. */
  private static final int MOST_TABLE_FLOATS = 1 << 22;

  /** Where the label before stands: which row, and its value. */
  private static final int LABEL_ROW = 0;

  private static final int LABEL_VALUE = 1;
  private static final int NO_LABEL = -1;

  private final PoolSpec spec;
  private final Fading fading = new Fading(KEEP);
  private final EncodedInputs encoded;
  private final Targets targets;
  private final Counts counts;
  private final DoubleArray lastLabel = new DoubleArray("pool/last-label", 2);
  private final List<Member> members = new ArrayList<>();
  private final Mixture mixture;
  private final MemberLosses losses;
  private final Prediction prediction;
  private Extent used;

  /**
   * A pool of fresh members, a function of the spec and the seed.
   *
   * @param start the dense features and the outputs known before the first example
   */
  public LearnerPool(PoolSpec spec, Kernels kernels, long seed, Extent start) {
    this.spec = spec;
    this.used = start;
    this.encoded = new EncodedInputs(spec, kernels);
    this.targets = new Targets(spec.loss(), spec.loss().scores(spec.outputs()));
    this.counts = new Counts(start);
    for (int m = 0; m < spec.members().size(); m++) {
      members.add(newMember(m, kernels, seed, start));
    }
    int scores = spec.loss().scores(spec.outputs());
    LabelScale labels = targets.scale();
    this.mixture =
        labels == null
            ? new ClassMixture(members.size(), scores)
            : new ValueMixture(spec.loss(), members.size(), labels, line(labels));
    this.losses = new MemberLosses(mixture.voices());
    this.prediction = new Prediction(scores);
    lastLabel.values()[LABEL_ROW] = NO_LABEL;
  }

  private LeastSquares line(LabelScale labels) {
    int most = Math.min(spec.inputs(), EncodedInputs.MOST_SIGNALLING);
    return new LeastSquares(encoded.scale(), labels, most);
  }

  private Member newMember(int index, Kernels kernels, long seed, Extent start) {
    MemberSpec member = spec.members().get(index);
    Expansion expansion = encoded.expansionOf(member);
    int most =
        member.hidden().isEmpty()
            ? Integer.highestOneBit(MOST_TABLE_FLOATS / Kernels.padded(spec.outputs()))
            : FOLDED_ROWS;
    int rows = Math.min(spec.tableRows(), most);
    int labels = member.has(Sight.LAST_LABEL) ? spec.loss().scores(spec.outputs()) : 0;
    NetworkSpec shape =
        new NetworkSpec(
            expansion.width(spec.inputs()),
            rows + labels,
            encoded.signals().rows(),
            spec.embeddings(),
            member.hidden().stream().map(units -> new LayerSpec(units, Activation.RELU)).toList(),
            spec.outputs(),
            spec.loss(),
            Initializer.SPARSE,
            Initializer.ZERO);
    String name = "member-%02d/".formatted(index);
    Network network = new Network(shape, kernels, name);
    return new Member(
        network,
        new FactoredSettings(member.rate(), KEEP, WEIGHT_DECAY).newOptimizer(network),
        new InputGains(name, kernels, expansion, fading, spec.inputs()),
        fading,
        expansion,
        encoded.of(member),
        encoded.signals(),
        member,
        rows,
        seed + index,
        start);
  }

  @Override
  public Prediction predict(FeatureVector example) {
    example.checkShape(spec.inputs(), spec.embeddings().size());
    example.checkRows(spec.tableRows());
    int scores = scores(counts.outputs());
    prediction.begin(examples(), targets.areClasses() ? scores : 0);
    int inputs = Math.max(counts.inputs(), example.size());
    if (!encoded.encode(example, inputs) || !copySparse(example)) {
      return refuse(Refusal.NON_FINITE_INPUT);
    }
    use(counts.inputs(), counts.outputs());
    for (Member member : members) {
      predict(member);
    }
    mixture.mix(members, scores);
    publish(scores);
    return prediction;
  }

  private void publish(int scores) {
    if (!targets.areClasses()) {
      prediction.setValue(targets.published(mixture.scores()[0]));
      return;
    }
    for (int k = 0; k < scores; k++) {
      prediction.scores()[k] = (float) mixture.scores()[k];
    }
  }

  /** What is in use seldom changes: no new extent for each example. */
  private void use(int inputs, int outputs) {
    if (used.inputs() != inputs || used.outputs() != outputs) {
      used = new Extent(inputs, outputs);
    }
  }

  private void predict(Member member) {
    int label = (int) lastLabel.values()[LABEL_ROW];
    member.predict(used, label, (float) lastLabel.values()[LABEL_VALUE]);
  }

  /** False if a value is not finite. Rows are sorted and merged once for each size of table. */
  private boolean copySparse(FeatureVector example) {
    boolean finite = true;
    for (int m = 0; m < members.size(); m++) {
      Member member = members.get(m);
      int same = 0;
      while (members.get(same).rowMask() != member.rowMask()) {
        same++;
      }
      if (same == m) {
        finite &= example.copySparse(member.workspace(), member.rowMask());
      } else {
        member.workspace().copySparse(members.get(same).workspace());
      }
    }
    return finite;
  }

  @Override
  public Prediction learn(Example example) {
    predict(example.features());
    float target = targets.of(example.label(), mixture.foreseen());
    if (prediction.refusal() != null) {
      return prediction;
    }
    if (!Float.isFinite(target)) {
      return refuse(Refusal.NON_FINITE_INPUT);
    }
    prediction.setLoss(publishedLoss(target));
    int inputs = Math.max(counts.inputs(), example.features().size());
    int outputs = counts.outputs();
    if (targets.areClasses() && target >= scores(outputs)) {
      outputs = (int) target + 1;
      for (Member member : members) {
        member.enlarge(outputs);
      }
      mixture.mix(members, scores(outputs));
    }
    use(inputs, outputs);
    float weight = example.weight();
    boolean areElsewhere = false;
    if (weight > 0) {
      learn(target, weight);
      areElsewhere = targets.include();
    }
    areElsewhere |= encoded.include();
    if (areElsewhere) {
      mixture.forgetScales();
    }
    if (counts.inputs() == 0 && inputs > 0 && examples() == 0) {
      members.forEach(member -> member.initializeInputs(used));
    }
    counts.countExample(inputs, outputs);
    return prediction;
  }

  /**
   * The loss of what was published: of a class that it does not know, as of one held impossible.
   */
  private float publishedLoss(float target) {
    if (targets.areClasses() && target >= prediction.classes()) {
      return Prediction.MOST_LOSS;
    }
    return mixture.loss(targets.asPredicted(target));
  }

  private void learn(float target, float weight) {
    float near = targets.nearAsPredicted(target);
    losses.include(mixture, near, examples());
    double counted = Math.min(weight, MOST_WEIGHT);
    mixture.learn(near, counted);
    encoded.learn(target, counted, examples());
    for (Member member : members) {
      member.learn(used, target, weight, examples());
    }
    lastLabel.values()[LABEL_ROW] = targets.areClasses() ? target : 0;
    lastLabel.values()[LABEL_VALUE] = targets.areClasses() ? 1 : target;
    lastLabel.markAllChanged();
  }

  @Override
  public void react(Reaction reaction) {
    switch (reaction) {
      case RAISE_RATES -> members.forEach(member -> member.raiseRate(examples()));
      case RESTART_MEMBERS -> restartWorst();
      case FORGET_STANDARDIZER -> {
        encoded.forget();
        targets.forget();
      }
    }
  }

  private void restartWorst() {
    use(counts.inputs(), counts.outputs());
    losses
        .worseHalf(members.size())
        .mapToObj(members::get)
        .filter(member -> member.steps(examples()) >= RateSteps.RAISED)
        .forEach(member -> member.begin(used, examples()));
  }

  private int scores(int outputs) {
    return spec.loss().scores(outputs);
  }

  private Prediction refuse(Refusal reason) {
    counts.countRefusal();
    return prediction.refuse(reason);
  }

  @Override
  public long examples() {
    return counts.examples();
  }

  @Override
  public long refused() {
    return counts.refusals();
  }

  @Override
  public int weightsCrc32c() {
    CRC32C crc = new CRC32C();
    members.forEach(member -> member.parameters().addTo(crc));
    return (int) crc.getValue();
  }

  @Override
  public long parameterCount() {
    return members.stream().mapToLong(Member::parameterCount).sum();
  }

  /** The members' specs, in their order. */
  public List<MemberSpec> members() {
    return spec.members();
  }

  @Override
  public List<MemberShare> followed() {
    double[] shares = mixture.shares();
    return IntStream.range(0, shares.length)
        .mapToObj(m -> new MemberShare(nameOf(m), shares[m], losses.of(m, examples())))
        .toList();
  }

  private String nameOf(int voice) {
    int member = voice - members.size();
    return member < 0 ? spec.members().get(voice).toString() : mixture.others().get(member);
  }

  @Override
  public List<LayerStatistics> layers() {
    return members.stream().flatMap(member -> member.layers(examples()).stream()).toList();
  }

  /**
   * What a member alone made of the features last predicted, before {@link #learn} moves the scale
   * of real labels.
   *
   * @param out its scores as {@link Prediction#scores}, held away from certainty as they are mixed
   */
  public void scoresOf(int member, double[] out) {
    mixture.takeScores(member, out);
    if (!targets.areClasses()) {
      out[0] = targets.published(out[0]);
    }
  }

  @Override
  public List<Doubt> doubts() {
    return targets.doubts(encoded.doubts());
  }

  @Override
  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>();
    members.forEach(member -> state.addAll(member.state()));
    state.addAll(mixture.state());
    state.add(losses.state());
    state.addAll(encoded.state());
    state.addAll(targets.state());
    state.add(lastLabel);
    state.add(counts.state());
    return List.copyOf(state);
  }
}
