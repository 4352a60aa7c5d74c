package io.gradstream.record;

import io.gradstream.record.PathNode.State;
import io.gradstream.record.PathPattern.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The paths of a mapping, and the slots in which their values stand: one for each path without a
 * wildcard, in order, then one for each field that a wildcard turns out to stand for. Records
 * choose the names of those, so their number in one record is limited; when too many are known,
 * another object has to start over.
 */
public final class Paths {
  /** Wildcard places that are kept, for each that a record may have. */
  private static final int KEPT = 4;

  private final List<PathPattern> patterns;
  private final Set<PathPattern> reserved;
  private final int mostMet;
  private final int[] slotOfPattern;
  private final Map<Field, Integer> wildSlots = new HashMap<>();
  private final List<Field> fieldOfSlot = new ArrayList<>();
  private final PathNode root;
  private final PathNode key;
  private int wildPlaces;
  private long record;
  private int met;

  /** What a slot is for: a path itself, or a field that a wildcard stands for. */
  private record Field(String place, int pattern) {}

  /**
   * @param patterns all different
   * @param reserved those of them that want one value each
   * @param mostMet places of one record that wildcards alone lead to, at most; those on the way
   *     included
   */
  public Paths(List<PathPattern> patterns, Set<PathPattern> reserved, int mostMet) {
    this.patterns = List.copyOf(patterns);
    this.reserved = Set.copyOf(reserved);
    this.mostMet = mostMet;
    this.slotOfPattern = new int[patterns.size()];
    List<State> ofValue = new ArrayList<>();
    List<State> ofKey = new ArrayList<>();
    for (int pattern = 0; pattern < slotOfPattern.length; pattern++) {
      PathPattern path = patterns.get(pattern);
      slotOfPattern[pattern] = path.isWildcard() ? -1 : newSlot(new Field(path.text(), pattern));
      if (path.isOfKey()) {
        ofKey.add(new State(pattern, 1));
      } else {
        ofValue.add(new State(pattern, 0));
      }
    }
    this.root = new PathNode(this, "", ofValue, 0, false);
    this.key = new PathNode(this, PathPattern.KEY, ofKey, 0, false);
  }

  private int newSlot(Field field) {
    fieldOfSlot.add(field);
    return fieldOfSlot.size() - 1;
  }

  /** The place of a record's whole value. */
  public PathNode root() {
    return root;
  }

  /** The place of a record's whole key. */
  public PathNode key() {
    return key;
  }

  /** Begins a record that has no place yet. */
  public void beginRecord() {
    record++;
    met = 0;
  }

  /** Whether the record at hand may have another place that wildcards alone lead to. */
  boolean hasRoom() {
    return met < mostMet;
  }

  /** Counts a wildcard place of the record at hand, once; false if that has too many. */
  boolean meet(PathNode place) {
    if (place.isMetIn(record)) {
      return true;
    }
    if (!hasRoom()) {
      return false;
    }
    place.meetIn(record);
    met++;
    return true;
  }

  /** Places of one record at most that wildcards alone lead to. */
  int mostMet() {
    return mostMet;
  }

  /** Whether more places are known than need be kept. */
  public boolean isCrowded() {
    return wildPlaces > KEPT * mostMet;
  }

  List<Segment> segments(int pattern) {
    return patterns.get(pattern).segments();
  }

  /** The path that led to a slot. */
  public PathPattern pattern(int slot) {
    return patterns.get(fieldOfSlot.get(slot).pattern());
  }

  /** The path itself, or the field that a wildcard stands for. */
  public String name(int slot) {
    return fieldOfSlot.get(slot).place();
  }

  /** The slot of a path without a wildcard. */
  public int slot(PathPattern path) {
    return slotOfPattern[patterns.indexOf(path)];
  }

  /** The slot of a field that a wildcard stands for. */
  public int slot(PathPattern wildcard, String place) {
    return wildSlot(new Field(place, patterns.indexOf(wildcard)));
  }

  private int wildSlot(Field field) {
    Integer known = wildSlots.get(field);
    if (known != null) {
      return known;
    }
    int slot = newSlot(field);
    wildSlots.put(field, slot);
    return slot;
  }

  /**
   * The slots of a new place: of each path that ends there, or if none does, of the first wildcard
   * that includes it.
   *
   * @param wild whether wildcards alone lead there
   */
  int[] slots(String place, List<State> states, boolean wild) {
    wildPlaces += wild ? 1 : 0;
    TreeSet<Integer> named = new TreeSet<>();
    int wildcard = Integer.MAX_VALUE;
    for (State state : states) {
      if (!place.isEmpty() && ends(state)) {
        if (patterns.get(state.path()).isWildcard()) {
          wildcard = Math.min(wildcard, state.path());
        } else {
          named.add(slotOfPattern[state.path()]);
        }
      }
    }
    if (named.isEmpty() && wildcard != Integer.MAX_VALUE) {
      named.add(wildSlot(new Field(place, wildcard)));
    }
    return named.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether a reserved path ends there. */
  boolean isReserved(List<State> states) {
    return states.stream()
        .anyMatch(state -> ends(state) && reserved.contains(patterns.get(state.path())));
  }

  private boolean ends(State state) {
    List<Segment> segments = segments(state.path());
    return state.position() == segments.size()
        || segments.get(state.position()) instanceof Segment.Rest;
  }
}
