package io.gradstream.learning.pool;

import io.gradstream.network.EmbeddingSpec;
import io.gradstream.network.Loss;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What never changes of a pool.
 *
 * @param members its learners
 * @param inputs dense features, at most
 * @param expanded how many of the first of them become smooth steps too
 * @param tableRows rows of the hashed table of sparse features, a power of two; 0 is no table
 * @param embeddings the embeddings in the order of their features
 * @param outputs classes, at most; 1 for a real label
 * @param loss of all members
 */
public record PoolSpec(
    List<MemberSpec> members,
    int inputs,
    int expanded,
    int tableRows,
    List<EmbeddingSpec> embeddings,
    int outputs,
    Loss loss) {
  /** Copies the lists. */
  public PoolSpec {
    members = List.copyOf(members);
    embeddings = List.copyOf(embeddings);
  }

  /** The shape, then the members. */
  @Override
  public String toString() {
    return "pool of %d inputs (%d expanded), table %d, embeddings %s, %d outputs, %s: %s"
        .formatted(
            inputs,
            expanded,
            tableRows,
            embeddings,
            outputs,
            loss,
            members.stream().map(String::valueOf).collect(Collectors.joining("; ")));
  }
}
