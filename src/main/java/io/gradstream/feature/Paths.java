package io.gradstream.feature;

import io.gradstream.feature.PathNode.State;
import io.gradstream.feature.PathPattern.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The paths of a mapping, and the slots in which their values stand: one for each path without a
 * wildcard, and one for each field that a wildcard turns out to stand for. Records choose the names
 * of those, so their number is limited.
 */
final class Paths {
  private final List<PathPattern> patterns;
  private final int maxPlaces;

  /** From what a slot holds, a path or a wildcard's field, to the path's number. */
  private final Map<String, Integer> slots = new LinkedHashMap<>();

  private final List<Integer> patternOfSlot = new ArrayList<>();
  private final List<String> nameOfSlot = new ArrayList<>();
  private int places;

  /**
   * @param patterns all different
   * @param maxPlaces places in records at most, those on the way included
   */
  Paths(List<PathPattern> patterns, int maxPlaces) {
    this.patterns = List.copyOf(patterns);
    this.maxPlaces = maxPlaces;
    for (int pattern = 0; pattern < patterns.size(); pattern++) {
      if (!patterns.get(pattern).isWildcard()) {
        newSlot(patterns.get(pattern).text(), pattern);
      }
    }
  }

  private int newSlot(String name, int pattern) {
    slots.put(name, patternOfSlot.size());
    patternOfSlot.add(pattern);
    nameOfSlot.add(name);
    return patternOfSlot.size() - 1;
  }

  /** The place of the whole record. */
  PathNode root() {
    List<State> states = new ArrayList<>();
    for (int pattern = 0; pattern < patterns.size(); pattern++) {
      states.add(new State(pattern, 0));
    }
    return new PathNode(this, "", states, 0);
  }

  List<Segment> segments(int pattern) {
    return patterns.get(pattern).segments();
  }

  boolean hasRoom() {
    return places < maxPlaces;
  }

  /** The slots so far; they are never taken back. */
  int slotCount() {
    return patternOfSlot.size();
  }

  /** The path that led to a slot. */
  PathPattern pattern(int slot) {
    return patterns.get(patternOfSlot.get(slot));
  }

  /** The path itself, or the field that a wildcard stands for. */
  String name(int slot) {
    return nameOfSlot.get(slot);
  }

  /** The slot of a path without a wildcard. */
  int slot(PathPattern path) {
    return slots.getOrDefault(path.text(), -1);
  }

  /**
   * The slots of a place: of each path that ends there, or if none does, of the first wildcard that
   * includes it.
   */
  int[] slots(String place, List<State> states) {
    places++;
    TreeSet<Integer> named = new TreeSet<>();
    int wildcard = Integer.MAX_VALUE;
    for (State state : states) {
      if (!place.isEmpty() && ends(state)) {
        PathPattern pattern = patterns.get(state.path());
        if (pattern.isWildcard()) {
          wildcard = Math.min(wildcard, state.path());
        } else {
          named.add(slot(pattern));
        }
      }
    }
    if (named.isEmpty() && wildcard != Integer.MAX_VALUE) {
      Integer known = slots.get(place);
      named.add(known == null ? newSlot(place, wildcard) : known);
    }
    return named.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean ends(State state) {
    List<Segment> segments = segments(state.path());
    return state.position() == segments.size()
        || segments.get(state.position()) instanceof Segment.Rest;
  }
}
