package io.gradstream.learning.pool;

import io.gradstream.network.EmbeddingSpec;
import io.gradstream.network.Loss;
import java.util.List;
import java.util.Set;
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
 * @param without mechanisms that are left out
 */
public record PoolSpec(
    List<MemberSpec> members,
    int inputs,
    int expanded,
    int tableRows,
    List<EmbeddingSpec> embeddings,
    int outputs,
    Loss loss,
    Set<Mechanism> without) {
  /** Copies the lists; members lose the options that are left out. */
  public PoolSpec {
    Set<Mechanism> left = Set.copyOf(without);
    without = left;
    members = members.stream().map(member -> member.without(left)).toList();
    embeddings = List.copyOf(embeddings);
  }

  /** A pool with all mechanisms. */
  public PoolSpec(
      List<MemberSpec> members,
      int inputs,
      int expanded,
      int tableRows,
      List<EmbeddingSpec> embeddings,
      int outputs,
      Loss loss) {
    this(members, inputs, expanded, tableRows, embeddings, outputs, loss, Set.of());
  }

  /** Whether it has a mechanism. */
  boolean has(Mechanism mechanism) {
    return !without.contains(mechanism);
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
