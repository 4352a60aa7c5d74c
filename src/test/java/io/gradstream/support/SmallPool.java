package io.gradstream.support;

import io.gradstream.learning.pool.InputOption;
import io.gradstream.learning.pool.MemberSpec;
import io.gradstream.learning.pool.PoolSpec;
import io.gradstream.network.EmbeddingSpec;
import io.gradstream.network.Loss;
import io.gradstream.optimizer.LearningRate;
import java.util.List;
import java.util.Set;

/** A pool of few members, in which each thing that may differ between members does. */
public final class SmallPool {
  private static final int EXPANDED = 8;

  private SmallPool() {}

  /** Its spec; at most the first eight features are expanded. */
  public static PoolSpec spec(
      int inputs, int tableRows, List<EmbeddingSpec> embeddings, int outputs, Loss loss) {
    LearningRate constant = new LearningRate.Constant(0.03);
    LearningRate falling = new LearningRate.InverseRoot(1);
    List<MemberSpec> members =
        List.of(
            new MemberSpec(List.of(), constant, Set.of(InputOption.EXPANDED, InputOption.SCREENED)),
            new MemberSpec(List.of(), falling, Set.of(InputOption.LAST_LABEL)),
            new MemberSpec(List.of(33), falling, Set.of(InputOption.LAST_LABEL)),
            new MemberSpec(List.of(17, 7), constant, Set.of(InputOption.EXPANDED)));
    int expanded = Math.min(inputs, EXPANDED);
    return new PoolSpec(members, inputs, expanded, tableRows, embeddings, outputs, loss);
  }
}
