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
 * <p>Values beyond the {@link Limits} are far off. Many of them in a row are news: the feature is
 * to start over.
 */
final class RunningRanks {
  /** Edges of a feature. */
  static final int EDGES = 32;

  /** Values that ranks rest on at most. */
  static final double HORIZON = 1000;

  /** What lies between two edges above which there should be another. */
  private static final float HEAVY = 3f / EDGES;

  /** What may lie between two edges once the one between them is gone. */
  private static final float LIGHT = 2.5f / EDGES;

  /** The limits are looked at with every sixteenth value, at first with each. */
  private static final int INTERVAL = 16;

  static final int BYTES_PER_FEATURE = EDGES * (Double.BYTES + 2 * Float.BYTES) + 5 * Double.BYTES;

  private final DoubleArray edges;
  private final FloatArray ranks;
  private final FloatArray atoms;
  private final DoubleArray used;
  private final DoubleArray counts;
  private final DoubleArray inARowFar;
  private final Limits limits;
  private final int[] places;
  private final int[] lastEdges;

  RunningRanks(String name, int features) {
    this.edges = new DoubleArray(name + "/edges", features * EDGES);
    this.ranks = new FloatArray(name + "/ranks", features * EDGES);
    this.atoms = new FloatArray(name + "/atoms", features * EDGES);
    this.used = new DoubleArray(name + "/used", features);
    this.counts = new DoubleArray(name + "/counts", features);
    this.inARowFar = new DoubleArray(name + "/far", features);
    this.limits = new Limits(name, features);
    this.places = new int[features];
    this.lastEdges = new int[features];
    for (int f = 0; f < features; f++) {
      clear(f);
    }
  }

  List<LearnedArray> state() {
    return List.of(edges, ranks, atoms, used, counts, inARowFar, limits.lows(), limits.highs());
  }

  /** Marks what was learned of features. */
  void markChanged(int from, int to) {
    edges.markChanged(from * EDGES, to * EDGES);
    ranks.markChanged(from * EDGES, to * EDGES);
    atoms.markChanged(from * EDGES, to * EDGES);
    used.markChanged(from, to);
    counts.markChanged(from, to);
    limits.lows().markChanged(from, to);
    limits.highs().markChanged(from, to);
  }

  /** Forgets a feature. */
  void clear(int feature) {
    used.values()[feature] = 0;
    counts.values()[feature] = 0;
    inARowFar.values()[feature] = 0;
    limits.clear(feature);
    Arrays.fill(edges.values(), feature * EDGES, (feature + 1) * EDGES, Double.POSITIVE_INFINITY);
  }

  /** How many values of a feature there were. */
  double values(int feature) {
    return counts.values()[feature];
  }

  /** The least value of each feature that is not far off. */
  double[] lows() {
    return limits.lows().values();
  }

  /** The greatest value of each feature that is not far off. */
  double[] highs() {
    return limits.highs().values();
  }

  /** How many edges a feature has. */
  int edges(int feature) {
    return (int) used.values()[feature];
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

  /** Whether one of the first values is far off: of few values, the first or the last edge. */
  boolean hasFarFirst(int feature) {
    int used = edges(feature);
    return used > 0
        && values(feature) <= EDGES
        && (isFar(feature, edge(feature, 0)) || isFar(feature, edge(feature, used - 1)));
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

  /** Whether a value is far off. */
  boolean isFar(int feature, double value) {
    return value < lows()[feature] || value > highs()[feature];
  }

  /** How many values in a row were far off, of each feature. */
  double[] inARowFar() {
    return inARowFar.values();
  }

  /** Counts how many values in a row, this one the last, are far off. */
  double countFar(int feature, boolean isFar) {
    double[] count = inARowFar.values();
    count[feature] = isFar ? count[feature] + 1 : 0;
    inARowFar.markChanged(feature, feature + 1);
    return count[feature];
  }

  /** Includes the value whose rank was asked for last. */
  void include(int feature, double value) {
    double count = ++counts.values()[feature];
    int edge = edgeAt(feature, value);
    lastEdges[feature] = edge;
    learn(feature, edge, (float) gain(count));
    if (count <= EDGES || (long) count % INTERVAL == 0) {
      limits.find(feature, this);
    }
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
    this.used.values()[feature] = used + 1;
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

  /** The value of a rank among those that are not at an edge. */
  double quantileWithout(int feature, int edge, double rank) {
    double atom = atom(feature, edge);
    double below = (1 - atom) * rank;
    boolean isBeyond = below >= rankOfEdge(feature, edge) - atom / 2;
    return quantile(feature, isBeyond ? below + atom : below);
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
    this.used.values()[feature] = used - 1;
    limits.find(feature, this);
  }
}
