package io.gradstream.learning.pool;

import io.gradstream.kernel.Fading;
import io.gradstream.kernel.Kernels;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.GrowingLearner;
import io.gradstream.learning.LayerStatistics;
import io.gradstream.learning.MemberShare;
import io.gradstream.learning.Prediction;
import io.gradstream.learning.Refusal;
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
import org.jspecify.annotations.Nullable;

/**
 * Several learners on one stream, mixed by how well they have done: nobody has to know the right
 * shape or rate beforehand, and both may change. Features are standardised and encoded once for
 * all. A member whose numbers leave the finite ones predicts nothing in that example and starts
 * over.
 */
public final class LearnerPool extends GrowingLearner {
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
  private final DoubleArray lastLabel = new DoubleArray("pool/last-label", 2);
  private final List<Member> members = new ArrayList<>();
  private final Mixture mixture;
  private final MemberLosses losses;

  /**
   * A pool of fresh members, a function of the spec and the seed.
   *
   * @param start the dense features and the outputs known before the first example
   */
  public LearnerPool(PoolSpec spec, Kernels kernels, long seed, Extent start) {
    super(spec.loss(), spec.outputs(), start);
    this.spec = spec;
    this.encoded = new EncodedInputs(spec, kernels);
    for (int m = 0; m < spec.members().size(); m++) {
      members.add(newMember(m, kernels, seed, start));
    }
    int scores = spec.loss().scores(spec.outputs());
    LabelScale labels = targets().scale();
    this.mixture =
        labels == null
            ? new ClassMixture(members.size(), scores, spec.without())
            : new ValueMixture(spec.loss(), members.size(), labels, line(labels), spec.without());
    this.losses = new MemberLosses(mixture.voices());
    lastLabel.values()[LABEL_ROW] = NO_LABEL;
  }

  private InputGains gains(String name, Kernels kernels, Expansion expansion) {
    float rate = spec.has(Mechanism.INPUT_GAINS) ? InputGains.RATE : 0f;
    return new InputGains(name, kernels, expansion, fading, spec.inputs(), rate);
  }

  private LeastSquares line(LabelScale labels) {
    int most = Math.min(spec.inputs(), EncodedInputs.MOST_SIGNALLING);
    return new LeastSquares(encoded.scale(), labels, most);
  }

  private Member newMember(int index, Kernels kernels, long seed, Extent start) {
    MemberSpec member = spec.members().get(index);
    InputView view = encoded.viewOf(member);
    int most =
        member.hidden().isEmpty()
            ? Integer.highestOneBit(MOST_TABLE_FLOATS / Kernels.padded(spec.outputs()))
            : FOLDED_ROWS;
    int rows = Math.min(spec.tableRows(), most);
    int labels = member.has(InputOption.LAST_LABEL) ? spec.loss().scores(spec.outputs()) : 0;
    NetworkSpec shape =
        new NetworkSpec(
            view.expansion().width(spec.inputs()),
            rows + labels,
            encoded.signals().rows(),
            spec.embeddings(),
            member.hidden().stream().map(units -> new LayerSpec(units, Activation.RELU)).toList(),
            spec.outputs(),
            spec.loss(),
            spec.has(Mechanism.SPARSE_WEIGHTS) ? Initializer.SPARSE : Initializer.HE,
            Initializer.ZERO);
    String name = "member-%02d/".formatted(index);
    Network network = new Network(shape, kernels, name);
    return new Member(
        network,
        new FactoredSettings(
                member.rate(), KEEP, spec.has(Mechanism.WEIGHT_DECAY) ? WEIGHT_DECAY : 0)
            .newOptimizer(network),
        gains(name, kernels, view.expansion()),
        spec.loss().classifies() && spec.has(Mechanism.SKIPPING)
            ? new KnownGate(name, fading)
            : null,
        view,
        encoded.signals(),
        member,
        rows,
        seed + index,
        start);
  }

  @Override
  protected void checkShape(FeatureVector features) {
    features.checkShape(spec.inputs(), spec.embeddings().size());
    features.checkRows(spec.tableRows());
  }

  @Override
  protected @Nullable Refusal forward(FeatureVector features, int size, Extent inUse) {
    if (!encoded.encode(features, size) || !copySparse(features)) {
      return Refusal.NON_FINITE_INPUT;
    }
    int label = (int) lastLabel.get(LABEL_ROW);
    float labelValue = (float) lastLabel.get(LABEL_VALUE);
    for (Member member : members) {
      member.predict(inUse, label, labelValue);
    }
    mixture.mix(members, spec.loss().scores(inUse.outputs()));
    return null;
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
  protected double score(int index) {
    return mixture.scores()[index];
  }

  @Override
  protected double expected() {
    return mixture.expected();
  }

  @Override
  protected float loss(float target) {
    return mixture.loss(target);
  }

  @Override
  protected void enlarge(int outputs) {
    members.forEach(member -> member.enlarge(outputs));
    mixture.mix(members, spec.loss().scores(outputs));
  }

  @Override
  protected boolean train(float target, float weight, Extent inUse) {
    float near = targets().nearAsPredicted(target);
    losses.include(mixture, near, examples());
    double counted = Math.min(weight, MOST_WEIGHT);
    mixture.learn(near, counted);
    encoded.learn(target, counted, examples());
    for (Member member : members) {
      member.learn(inUse, target, weight, examples());
    }
    lastLabel.set(LABEL_ROW, targets().areClasses() ? target : 0);
    lastLabel.set(LABEL_VALUE, targets().areClasses() ? 1 : target);
    return true;
  }

  @Override
  protected boolean includeFeatures() {
    return encoded.include();
  }

  @Override
  protected void forgetScales() {
    mixture.forgetScales();
  }

  @Override
  protected void initializeInputs(Extent inUse) {
    members.forEach(member -> member.initializeInputs(inUse));
  }

  @Override
  public void raiseRates() {
    members.forEach(member -> member.raiseRate(examples()));
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
  public List<MemberShare> memberShares() {
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
    if (!targets().areClasses()) {
      out[0] = targets().published(out[0]);
    }
  }

  @Override
  public List<Doubt> doubts() {
    return doubts(encoded.doubts());
  }

  @Override
  public List<LearnedArray> state() {
    List<LearnedArray> state = new ArrayList<>();
    members.forEach(member -> state.addAll(member.state()));
    state.addAll(mixture.state());
    state.add(losses.state());
    state.addAll(encoded.state());
    state.addAll(targets().state());
    state.add(lastLabel);
    state.add(countsState());
    return List.copyOf(state);
  }
}
