package io.gradstream.feature;

import io.gradstream.learning.Example;
import io.gradstream.learning.FeatureVector;
import io.gradstream.learning.Label;
import io.gradstream.network.NameArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an example holds, whatever the order in which its inputs came to be. Equal if every bit is.
 *
 * @param inputs those that are not missing, by name
 * @param rows of the hashed table, the values of each in ascending order
 */
record Contents(
    Map<String, Double> inputs,
    Map<Integer, List<Float>> rows,
    List<Integer> embeddings,
    @Nullable Label label,
    float weight,
    @Nullable String id) {
  static Contents of(Example example, @Nullable String id, NameArray names) {
    FeatureVector features = example.features();
    Map<String, Double> inputs = new TreeMap<>();
    for (int i = 0; i < features.size(); i++) {
      if (!Double.isNaN(features.get(i))) {
        inputs.put(names.get(i), features.get(i));
      }
    }
    Map<Integer, List<Float>> rows = new TreeMap<>();
    for (int i = 0; i < features.rowCount(); i++) {
      rows.computeIfAbsent(features.row(i), row -> new ArrayList<>()).add(features.rowValue(i));
    }
    rows.values().forEach(values -> values.sort(Float::compare));
    List<Integer> embeddings = new ArrayList<>();
    for (int k = 0; k < features.embeddings(); k++) {
      embeddings.add(features.embedding(k));
    }
    return new Contents(inputs, rows, embeddings, example.label(), example.weight(), id);
  }
}
