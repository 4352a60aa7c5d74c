package io.gradstream.scale;

import io.gradstream.network.DoubleArray;
import io.gradstream.network.FloatArray;
import io.gradstream.network.LearnedArray;
import java.util.Arrays;
import java.util.List;

/**
 * The rank of each value among those of its feature before it: the share of them that were smaller,
 * from 0 to 1, equal ones counted half. Of {@value #EDGES} values, the edges, it holds the rank, a
 * running mean of whether a value lay below; between edges ranks are interpolated. The first
 * distinct values are the edges. Later, where a value falls between two edges that have come to
 * hold much of the distribution between them, it becomes an edge in place of the one that tells
 * least.
 *
 * <p>So edges are values of the feature, and which ones depends on order alone: a feature that is
 * scaled, shifted or bent by any increasing function has the same ranks, up to the interpolation. A
 * value that never comes again loses its weight, however far off it was. The idea of cells that
 * follow the quantiles is that of Jain and Chlamtac (1985, section 4), whose cells move along
 * parabolas, which does depend on the unit.
 *
 * <p>Values beyond {@link #low} and {@link #high} are far off: twice the distance of the first and
 * the ninth decile beyond them, for normal values 6.4 standard deviations from the mean. If {@value
 * #NEWS} in a row are, the feature begins anew.
 */
final class RunningRanks {
  /** Edges of a feature. */
  static final int EDGES = 32;

  /** Values that ranks rest on at most. */
  static final double HORIZON = 1000;

  /** Values in a row that are news and no errors. */
  static final int NEWS = 64;

  /** Values before which deciles say nothing. */
  private static final int FIRST_VALUES = 16;

  /** What lies between two edges above which there should be another. */
  private static final float HEAVY = 3f / EDGES;

  /** What may lie between two edges once the one between them is gone. */
  private static final float LIGHT = 2.5f / EDGES;

  private static final double REACH = 2;

  /** Of the first values one is far off if it is as many times as far as the others span. */
  private static final double ALONE = 50;

  private static final int LEAST_OTHERS = 3;

  /** The limits are looked at with every sixteenth value, at first with each. */
  private static final int INTERVAL = 16;

  private static final int USED = 0;
  private static final int VALUES = 1;
  private static final int FAR = 2;
  private static final int LOW = 3;
  private static final int HIGH = 4;
  private static final int NUMBERS = 5;

  static final int BYTES_PER_FEATURE =
      EDGES * (Double.BYTES + 2 * Float.BYTES) + NUMBERS * Double.BYTES;

  private final DoubleArray edges;
  private final FloatArray ranks;
  private final FloatArray atoms;
  private final DoubleArray numbers;
  private final int[] places;
  private final int[] lastEdges;

  RunningRanks(String name, int features) {
    this.edges = new DoubleArray(name + "/edges", features * EDGES);
    this.ranks = new FloatArray(name + "/ranks", features * EDGES);
    this.atoms = new FloatArray(name + "/atoms", features * EDGES);
    this.numbers = new DoubleArray(name + "/numbers", features * NUMBERS);
    this.places = new int[features];
    this.lastEdges = new int[features];
    for (int f = 0; f < features; f++) {
      clear(f);
    }
  }

  List<LearnedArray> state() {
    return List.of(edges, ranks, atoms, numbers);
  }

  /** Marks what was learned of the first features. */
  void markChanged(int features) {
    edges.markChanged(0, features * EDGES);
    ranks.markChanged(0, features * EDGES);
    atoms.markChanged(0, features * EDGES);
    numbers.markChanged(0, features * NUMBERS);
  }

  /** Forgets a feature. */
  void clear(int feature) {
    int at = feature * NUMBERS;
    double[] n = numbers.values();
    Arrays.fill(n, at, at + NUMBERS, 0);
    n[at + LOW] = Double.NEGATIVE_INFINITY;
    n[at + HIGH] = Double.POSITIVE_INFINITY;
    Arrays.fill(edges.values(), feature * EDGES, (feature + 1) * EDGES, Double.POSITIVE_INFINITY);
  }

  /** How many values of a feature there were. */
  double values(int feature) {
    return numbers.values()[feature * NUMBERS + VALUES];
  }

  /** The least value that is not far off. */
  double low(int feature) {
    return numbers.values()[feature * NUMBERS + LOW];
  }

  /** The greatest value that is not far off. */
  double high(int feature) {
    return numbers.values()[feature * NUMBERS + HIGH];
  }

  /** How many edges a feature has. */
  int edges(int feature) {
    return (int) numbers.values()[feature * NUMBERS + USED];
  }

  /** The value at an edge. */
  double edge(int feature, int edge) {
    return edges.values()[feature * EDGES + edge];
  }

  /** The share of values that are equal to an edge. */
  double atom(int feature, int edge) {
    return atoms.values()[feature * EDGES + edge];
  }

  /** The rank of an edge. */
  double rankOfEdge(int feature, int edge) {
    return ranks.values()[feature * EDGES + edge];
  }

  /** The edge that the value last included is at, or −1. */
  int lastEdge(int feature) {
    return lastEdges[feature];
  }

  /** How far the nearest edge is from one. */
  double nearest(int feature, int edge) {
    double below = edge == 0 ? Double.POSITIVE_INFINITY : gapAbove(feature, edge - 1);
    boolean isLast = edge == edges(feature) - 1;
    return Math.min(below, isLast ? Double.POSITIVE_INFINITY : gapAbove(feature, edge));
  }

  /** Whether the first or the last edge is far off. */
  boolean hasFarEdges(int feature) {
    return edge(feature, 0) < low(feature) || edge(feature, edges(feature) - 1) > high(feature);
  }

  private double gapAbove(int feature, int edge) {
    return edge(feature, edge + 1) - edge(feature, edge);
  }

  /** The rank of a value as if it had been included. */
  double rank(int feature, double value) {
    int used = edges(feature);
    double[] e = edges.values();
    float[] r = ranks.values();
    int first = feature * EDGES;
    int place = first;
    for (int half = EDGES / 2; half > 0; half >>= 1) {
      place += e[place + half - 1] < value ? half : 0;
    }
    place += e[place] < value ? 1 : 0;
    places[feature] = place - first;
    if (used == 0) {
      return 0.5;
    }
    int end = first + used;
    double rank;
    if (place < end && e[place] == value) {
      rank = r[place];
    } else if (place == first) {
      double unit = used == 1 ? e[first] - value : e[first + Math.min(2, used - 1)] - e[first];
      rank = r[first] / (1 + (e[first] - value) / unit);
    } else if (place == end) {
      double unit = used == 1 ? value - e[first] : e[end - 1] - e[end - Math.min(3, used)];
      rank = 1 - (1 - r[end - 1]) / (1 + (value - e[end - 1]) / unit);
    } else {
      double share = (value - e[place - 1]) / (e[place] - e[place - 1]);
      rank = r[place - 1] + share * (r[place] - r[place - 1]);
    }
    return rank + gain(values(feature) + 1) * (0.5 - rank);
  }

  private static double gain(double values) {
    return Math.max(1 / values, 1 / HORIZON);
  }

  /**
   * Includes the value whose rank was asked for last.
   *
   * @return whether the feature has begun anew with it
   */
  boolean include(int feature, double value) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    boolean isFar = value < n[at + LOW] || value > n[at + HIGH];
    n[at + FAR] = isFar ? n[at + FAR] + 1 : 0;
    boolean isNews = n[at + FAR] >= NEWS;
    if (isNews) {
      clear(feature);
      places[feature] = 0;
    }
    n[at + VALUES]++;
    int edge = edgeAt(feature, value);
    lastEdges[feature] = edge;
    learn(feature, edge, (float) gain(n[at + VALUES]));
    if (n[at + VALUES] <= EDGES || (long) n[at + VALUES] % INTERVAL == 0) {
      findLimits(feature);
    }
    return isNews;
  }

  /** The edge at the value whose place is known, a new one if there should be one; or -1. */
  private int edgeAt(int feature, double value) {
    double[] e = edges.values();
    float[] r = ranks.values();
    float[] a = atoms.values();
    int first = feature * EDGES;
    int used = edges(feature);
    int place = places[feature];
    int at = first + place;
    if (place < used && e[at] == value) {
      return place;
    }
    float low = place == 0 ? 0 : r[at - 1] + a[at - 1] / 2;
    float high = place == used ? 1 : r[at] - a[at] / 2;
    if (used == EDGES) {
      int least = high - low > HEAVY ? leastEdge(first, place) : -1;
      if (least < 0) {
        return -1;
      }
      move(first + least + 1, first + least, used - least - 1);
      used--;
      place -= least < place ? 1 : 0;
      places[feature] = place;
    }
    at = first + place;
    move(at, at + 1, used - place);
    e[at] = value;
    r[at] = used == 0 ? 0.5f : (low + high) / 2;
    a[at] = 0;
    numbers.values()[feature * NUMBERS + USED] = used + 1;
    return place;
  }

  private void move(int from, int to, int count) {
    System.arraycopy(edges.values(), from, edges.values(), to, count);
    System.arraycopy(ranks.values(), from, ranks.values(), to, count);
    System.arraycopy(atoms.values(), from, atoms.values(), to, count);
  }

  /**
   * The edge between whose neighbours there is least, none beside a place; -1 if it is too much.
   */
  private int leastEdge(int first, int place) {
    float[] r = ranks.values();
    float[] a = atoms.values();
    int least = -1;
    float mass = LIGHT;
    for (int k = 0; k < EDGES; k++) {
      int at = first + k;
      float low = k == 0 ? 0 : r[at - 1] + a[at - 1] / 2;
      float high = k == EDGES - 1 ? 1 : r[at + 1] - a[at + 1] / 2;
      if (high - low < mass && k != place && k != place - 1) {
        least = k;
        mass = high - low;
      }
    }
    return least;
  }

  /** Moves all ranks by a value that is at an edge, or, if that is -1, at the place last found. */
  private void learn(int feature, int edge, float gain) {
    float[] r = ranks.values();
    float[] a = atoms.values();
    int first = feature * EDGES;
    int place = first + places[feature];
    int end = first + edges(feature);
    for (int k = first; k < place; k++) {
      r[k] -= gain * r[k];
    }
    for (int k = place; k < end; k++) {
      r[k] += gain * (1 - r[k]);
    }
    for (int k = first; k < end; k++) {
      a[k] -= gain * a[k];
    }
    if (edge >= 0) {
      r[first + edge] -= gain / 2;
      a[first + edge] += gain;
    }
  }

  private void findLimits(int feature) {
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    if (n[at + VALUES] < FIRST_VALUES) {
      findFirstLimits(feature);
      return;
    }
    if (!(quantile(feature, 0.25) < quantile(feature, 0.75))) {
      n[at + LOW] = Double.NEGATIVE_INFINITY;
      n[at + HIGH] = Double.POSITIVE_INFINITY;
      return;
    }
    double low = quantile(feature, 0.1);
    double high = quantile(feature, 0.9);
    n[at + LOW] = low - REACH * (high - low);
    n[at + HIGH] = high + REACH * (high - low);
  }

  /** Among the first values only one that is alone, very far from all others, is far off. */
  private void findFirstLimits(int feature) {
    int last = edges(feature) - 1;
    if (last < LEAST_OTHERS) {
      return;
    }
    double[] n = numbers.values();
    int at = feature * NUMBERS;
    double first = edge(feature, 1);
    n[at + LOW] = first - ALONE * (edge(feature, last) - first);
    double lastButOne = edge(feature, last - 1);
    n[at + HIGH] = lastButOne + ALONE * (lastButOne - edge(feature, 0));
  }

  /** The value of a rank. */
  double quantile(int feature, double rank) {
    double[] e = edges.values();
    float[] r = ranks.values();
    float[] a = atoms.values();
    int first = feature * EDGES;
    int end = first + edges(feature);
    int at = first;
    while (at < end && r[at] + a[at] / 2 < rank) {
      at++;
    }
    if (at == end || at == first || r[at] - a[at] / 2 <= rank) {
      return e[Math.min(at, end - 1)];
    }
    double low = r[at - 1] + a[at - 1] / 2;
    double high = r[at] - a[at] / 2;
    return e[at - 1] + (rank - low) / (high - low) * (e[at] - e[at - 1]);
  }

  /**
   * The mean of the edges that are not far off, and the sum of their squared deviations from it, as
   * if they were {@code count} values.
   */
  record Moments(double count, double mean, double squares) {}

  /** The moments of the values at edges that are not far off. */
  Moments nearMoments(int feature) {
    double mean = 0;
    double weight = 0;
    double squares = 0;
    for (int k = 0; k < edges(feature); k++) {
      double edge = edge(feature, k);
      double w = atom(feature, k);
      if (w > 0 && edge >= low(feature) && edge <= high(feature)) {
        weight += w;
        double d = edge - mean;
        mean += w / weight * d;
        squares += w * d * (edge - mean);
      }
    }
    double count = Math.min(weight * values(feature), EDGES);
    return new Moments(count, mean, weight > 0 ? squares / weight * count : 0);
  }

  /** Takes an edge, and what is equal to it, out of the distribution. */
  void remove(int feature, int edge) {
    float[] r = ranks.values();
    float[] a = atoms.values();
    int first = feature * EDGES;
    int used = edges(feature);
    float atom = a[first + edge];
    move(first + edge + 1, first + edge, used - edge - 1);
    for (int k = 0; k < used - 1; k++) {
      float rank = (r[first + k] - (k >= edge ? atom : 0)) / (1 - atom);
      r[first + k] = Math.clamp(rank, 0f, 1f);
      a[first + k] /= 1 - atom;
    }
    edges.values()[first + used - 1] = Double.POSITIVE_INFINITY;
    numbers.values()[feature * NUMBERS + USED] = used - 1;
    findLimits(feature);
  }
}
