package io.gradstream.feature;

import io.gradstream.learning.FeatureVector;
import io.gradstream.record.Numbers;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;

/** A row of an embedding's own table. */
final class EmbeddingEncoder implements Encoder {
  private final String field;
  private final int slot;
  private final int embedding;
  private final int seed;
  private final Hasher hasher;

  EmbeddingEncoder(String field, int slot, int embedding, FeatureKind.Embedding kind) {
    this.field = field;
    this.slot = slot;
    this.embedding = embedding;
    this.seed = Hasher.seed(field);
    this.hasher = new Hasher(kind.bits());
  }

  @Override
  public void encode(RawRow row, FeatureVector features) throws UnfitException {
    int count = row.count(slot);
    if (count > 1) {
      throw Numbers.wrongType(field, "a list of %d values".formatted(count), "one to embed");
    }
    if (count == 1) {
      features.setEmbedding(embedding, hasher.row(hasher.hash(row, row.first(slot), seed)));
    }
  }
}
