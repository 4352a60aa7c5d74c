package io.gradstream.learning.pool;

import io.gradstream.kernel.Fading;
import io.gradstream.kernel.Kernels;
import io.gradstream.network.Extent;
import io.gradstream.network.Initializer;
import io.gradstream.network.Loss;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkSpec;
import io.gradstream.network.Tensor;
import io.gradstream.optimizer.FactoredSettings;
import io.gradstream.optimizer.LearningRate;
import io.gradstream.scale.FeatureScale;
import java.util.List;
import java.util.Set;

/** A member that predicts what it is told to. */
final class Puppet {
  private final int outputs;
  private final Tensor bias;
  private final Member member;

  Puppet(int outputs, Loss loss) {
    this.outputs = outputs;
    int most = loss.classifies() ? Math.max(outputs, 2) : 1;
    NetworkSpec spec =
        new NetworkSpec(1, List.of(), most, loss, Initializer.SPARSE, Initializer.ZERO);
    LearningRate rate = new LearningRate.Constant(0.1);
    Network network = new Network(spec, Kernels.scalar());
    Fading fading = new Fading(0.9);
    Expansion plain = new Expansion(Kernels.scalar(), 0);
    FeatureScale scale = new FeatureScale(1, 0, Kernels.scalar(), 1000, true);
    InputView view = new InputView(scale, new Screening(1, 0), plain, 1, false);
    this.bias = network.layer(1).bias();
    this.member =
        new Member(
            network,
            new FactoredSettings(rate, 0.9, 0).newOptimizer(network),
            new InputGains("", Kernels.scalar(), plain, fading, 1, 0f),
            loss.classifies() ? new KnownGate("", fading) : null,
            view,
            new Signals(0),
            new MemberSpec(List.of(), rate, Set.of()),
            0,
            1,
            new Extent(1, outputs));
  }

  /** Makes the member predict the softmax of these, or this value. */
  Member say(double... logits) {
    for (int k = 0; k < outputs; k++) {
      member.parameters().values()[bias.offset() + k] = (float) logits[k];
    }
    member.predict(new Extent(1, outputs), -1, 0f);
    return member;
  }
}
