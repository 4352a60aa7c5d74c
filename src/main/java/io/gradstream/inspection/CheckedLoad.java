package io.gradstream.inspection;

import io.gradstream.feature.FeatureKind;
import io.gradstream.feature.FeatureSpec;
import io.gradstream.feature.Mapping;
import io.gradstream.inspection.CheckReport.TableLoad;
import io.gradstream.inspection.CheckedRecord.Feature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what falls on the rows of the tables. */
final class CheckedLoad {
  private final Mapping mapping;

  /** Hashes of 32 bits: among a million values about a hundred share one. */
  private final Set<Integer> hashes = new HashSet<>();

  private final Set<Integer> pending = new HashSet<>();
  private final Map<String, Set<String>> embedded = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> embeddingRows = new LinkedHashMap<>();

  CheckedLoad(Mapping mapping) {
    this.mapping = mapping;
  }

  /** Something of the record at hand was hashed. */
  void hashed(int hash) {
    pending.add(hash);
  }

  /** The record at hand is an example, or none. */
  void end(List<Feature> features) {
    for (Feature feature : features) {
      if (feature.embeddingRow() != null) {
        embedded.computeIfAbsent(feature.field(), field -> new HashSet<>()).addAll(feature.raw());
        embeddingRows
            .computeIfAbsent(feature.field(), field -> new HashSet<>())
            .add(feature.embeddingRow());
      }
    }
    if (!features.isEmpty()) {
      hashes.addAll(pending);
    }
    pending.clear();
  }

  List<TableLoad> tables() {
    List<TableLoad> tables = new ArrayList<>();
    if (mapping.usesTable()) {
      int rows = 1 << mapping.hashBits();
      long touched = hashes.stream().map(hash -> hash & (rows - 1)).distinct().count();
      tables.add(new TableLoad("table", rows, hashes.size(), (int) touched));
    }
    for (FeatureSpec spec : mapping.features()) {
      if (spec instanceof FeatureSpec.Field(var path, FeatureKind.Embedding embedding)) {
        tables.add(
            new TableLoad(
                path.text(),
                1 << embedding.bits(),
                embedded.getOrDefault(path.text(), Set.of()).size(),
                embeddingRows.getOrDefault(path.text(), Set.of()).size()));
      }
    }
    return tables;
  }
}
