package io.gradstream.dataset.generator;

import io.gradstream.dataset.Column;
import io.gradstream.dataset.ColumnKind;
import io.gradstream.dataset.Columns;
import io.gradstream.dataset.LabelKind;
import io.gradstream.dataset.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * A random decision tree of two classes over five categories of five values each and five numbers
 * in [0, 1), all uniform. A node divides a feature drawn among the numbers and the categories that
 * no node above it divides: a category by value, a number at a point uniform within what is left of
 * its range. The root has depth 0; a node at depth 3 or 4 is a leaf with probability 0.15, one at
 * depth 5 always. The class of a leaf is drawn. Without noise or drift.
 *
 * <p>Source: P. Domingos and G. Hulten, "Mining high-speed data streams", KDD 2000, section 4.1;
 * the parameters are those usual in later studies.
 *
 * @param seed any
 */
record RandomTree(long seed) implements GeneratedStream {
  private static final int CATEGORIES = 5;
  private static final int VALUES = 5;
  private static final int FEATURES = 10;
  private static final int FIRST_LEAF_DEPTH = 3;
  private static final int MAX_DEPTH = 5;
  private static final double LEAF_SHARE = 0.15;
  private static final int CLASSES = 2;
  private static final Columns COLUMNS = columnsOfBothKinds();

  private static Columns columnsOfBothKinds() {
    List<Column> columns = new ArrayList<>();
    for (String name : Columns.numbered("c", 1, CATEGORIES)) {
      columns.add(new Column(name, ColumnKind.CATEGORY_ID));
    }
    for (String name : Columns.numbered("x", 1, FEATURES - CATEGORIES)) {
      columns.add(new Column(name, ColumnKind.NUMBER));
    }
    return new Columns(columns, "label", LabelKind.Classes.numbered(CLASSES));
  }

  /** The tree of a seed. */
  public static RandomTree of(long seed) {
    return new RandomTree(seed);
  }

  @Override
  public Columns columns() {
    return COLUMNS;
  }

  @Override
  public LongFunction<Row> rows() {
    Random random = new Random(seed);
    Node root = grow(random, 0, new Space());
    return _ -> row(random, root);
  }

  private static Row row(Random random, Node root) {
    double[] x = new double[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      x[i] = i < CATEGORIES ? random.nextInt(VALUES) : random.nextDouble();
    }
    return new Row(x, root.label(x));
  }

  private static Node grow(Random random, int depth, Space space) {
    if (depth >= MAX_DEPTH || (depth >= FIRST_LEAF_DEPTH && random.nextDouble() < LEAF_SHARE)) {
      return new Leaf(random.nextInt(CLASSES));
    }
    int feature = random.nextInt(FEATURES);
    while (space.divided.get(feature)) {
      feature = random.nextInt(FEATURES);
    }
    if (feature < CATEGORIES) {
      List<Node> branches = new ArrayList<>();
      for (int value = 0; value < VALUES; value++) {
        branches.add(grow(random, depth + 1, space.withoutCategory(feature)));
      }
      return new ByCategory(feature, branches);
    }
    double low = space.low[feature];
    double point = low + (space.high[feature] - low) * random.nextDouble();
    return new ByNumber(
        feature,
        point,
        grow(random, depth + 1, space.below(feature, point)),
        grow(random, depth + 1, space.above(feature, point)));
  }

  private sealed interface Node {
    int label(double[] x);
  }

  private record Leaf(int label) implements Node {
    @Override
    public int label(double[] x) {
      return label;
    }
  }

  private record ByCategory(int feature, List<Node> branches) implements Node {
    @Override
    public int label(double[] x) {
      return branches.get((int) x[feature]).label(x);
    }
  }

  private record ByNumber(int feature, double point, Node below, Node above) implements Node {
    @Override
    public int label(double[] x) {
      return (x[feature] < point ? below : above).label(x);
    }
  }

  /** What of the features' space reaches a node. */
  @SuppressWarnings("ArrayRecordComponent") // Spaces are never compared.
  private record Space(BitSet divided, double[] low, double[] high) {
    Space() {
      this(new BitSet(), new double[FEATURES], new double[FEATURES]);
      Arrays.fill(high, 1);
    }

    private Space copy() {
      return new Space((BitSet) divided.clone(), low.clone(), high.clone());
    }

    Space withoutCategory(int feature) {
      Space space = copy();
      space.divided.set(feature);
      return space;
    }

    Space below(int feature, double point) {
      Space space = copy();
      space.high[feature] = point;
      return space;
    }

    Space above(int feature, double point) {
      Space space = copy();
      space.low[feature] = point;
      return space;
    }
  }
}
