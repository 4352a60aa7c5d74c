package io.gradstream.feature;

import io.gradstream.feature.PathPattern.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A place in records that some path leads to or through. A reader walks these nodes alongside the
 * record; where there is none, nothing is to be read. Nodes come to be when a record first has
 * their field.
 */
final class PathNode {
  /** How deep {@code **} looks: a schema may contain itself. */
  private static final int MAX_REST = 8;

  /** How far a path has come: the segments up to {@code position} match. */
  record State(int path, int position) {}

  private final Paths paths;
  private final String text;
  private final List<State> states;
  private final int depth;
  private final Map<String, PathNode> children = new HashMap<>();
  private final Set<Integer> elementIndices = new TreeSet<>();
  private final Set<String> fieldNames = new TreeSet<>();
  private final boolean beforeBranch;
  private final int[] slots;

  PathNode(Paths paths, String text, List<State> states, int depth) {
    this.paths = paths;
    this.text = text;
    this.states = states;
    this.depth = depth;
    for (State state : states) {
      switch (next(state)) {
        case Segment.Element element -> elementIndices.add(element.index());
        case Segment.Name field -> fieldNames.add(field.name());
        case null, default -> {}
      }
    }
    this.beforeBranch = states.stream().anyMatch(s -> next(s) instanceof Segment.Branch);
    this.slots = paths.slots(text, states);
  }

  /** Where the values of this place go; none if it is only on the way. */
  int[] slots() {
    return slots;
  }

  /** Whether a value here is read. */
  boolean isRead() {
    return slots.length > 0;
  }

  /** The place of a field or a map's entry, or null. */
  @Nullable PathNode field(String name) {
    PathNode known = children.get(name);
    return known != null
        ? known
        : child(
            name,
            text.isEmpty() ? name : text + "." + name,
            s ->
                s instanceof Segment.AnyName
                    || (s instanceof Segment.Name named && named.name().equals(name)));
  }

  /** The place of every element of an array, or null. */
  @Nullable PathNode each() {
    PathNode known = children.get("[]");
    return known != null ? known : child("[]", text + "[]", Segment.Each.class::isInstance);
  }

  /** The place of one element of an array, or null if no path names it. */
  @Nullable PathNode element(int index) {
    if (!elementIndices.contains(index)) {
      return null;
    }
    String key = "[" + index + "]";
    PathNode known = children.get(key);
    return known != null
        ? known
        : child(
            key,
            text + key,
            s ->
                s instanceof Segment.Each
                    || (s instanceof Segment.Element element && element.index() == index));
  }

  /** The elements of an array that paths name one by one. */
  Set<Integer> elementIndices() {
    return elementIndices;
  }

  /** The fields that paths name one by one. */
  Set<String> fieldNames() {
    return fieldNames;
  }

  /** The same place, in an object of a format that knows no types: it may be of any. */
  PathNode anyBranch() {
    if (!beforeBranch) {
      return this;
    }
    List<State> inside = new ArrayList<>();
    for (State state : states) {
      boolean branch = next(state) instanceof Segment.Branch;
      inside.add(branch ? new State(state.path(), state.position() + 1) : state);
    }
    return children.computeIfAbsent("()", key -> new PathNode(paths, text, inside, depth));
  }

  /** The same place, in a union that holds a value of the named type. */
  PathNode branch(String name, String fullName) {
    List<State> inside = new ArrayList<>();
    for (State state : states) {
      if (!(next(state) instanceof Segment.Branch branch)) {
        inside.add(state);
      } else if (branch.type().equals(name) || branch.type().equals(fullName)) {
        inside.add(new State(state.path(), state.position() + 1));
      }
    }
    return inside.equals(states)
        ? this
        : children.computeIfAbsent(
            "(" + fullName + ")", key -> new PathNode(paths, text, inside, depth));
  }

  private @Nullable PathNode child(String key, String childText, Predicate<Segment> matches) {
    List<State> inside = new ArrayList<>();
    for (State state : states) {
      Segment next = next(state);
      if (next instanceof Segment.Rest && !key.startsWith("[") && depth < MAX_REST) {
        inside.add(state);
      } else if (next != null && matches.test(next)) {
        inside.add(new State(state.path(), state.position() + 1));
      }
    }
    if (inside.isEmpty()
        || depth == PathPattern.MAX_SEGMENTS
        || childText.length() > PathPattern.MAX_CHARS
        || !paths.hasRoom()) {
      return null;
    }
    PathNode child = new PathNode(paths, childText, inside, depth + 1);
    children.put(key, child);
    return child;
  }

  private @Nullable Segment next(State state) {
    List<Segment> segments = paths.segments(state.path());
    return state.position() < segments.size() ? segments.get(state.position()) : null;
  }
}
