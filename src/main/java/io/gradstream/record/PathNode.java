package io.gradstream.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.record.PathPattern.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in records that some path leads to or through. A reader walks these nodes alongside the
 * record; where there is none, nothing is to be read. Nodes come to be when a record first has
 * their field; that they are kept is for speed alone.
 */
public final class PathNode {
  /** How deep {@code **} looks: a schema may contain itself. */
  private static final int MAX_REST = 8;

  /** How far a path has come: the segments up to {@code position} match. */
  record State(int path, int position) {
    State next() {
      return new State(path, position + 1);
    }
  }

  private final Paths paths;
  private final String text;
  private final List<State> states;
  private final int depth;
  private final boolean wild;
  private final Map<String, PathNode> fields = new HashMap<>();

  /** Elements by their index in brackets, branches by their type in parentheses. */
  private final Map<String, PathNode> parts = new HashMap<>();

  private final Set<Integer> elementIndices = new TreeSet<>();
  private final Set<String> fieldNames = new TreeSet<>();
  private final boolean reserved;
  private final boolean beforeBranch;
  private final int[] slots;
  private long metIn;

  /**
   * @param wild whether wildcards alone lead here
   */
  PathNode(Paths paths, String text, List<State> states, int depth, boolean wild) {
    this.paths = paths;
    this.text = text;
    this.reserved = paths.isReserved(states);
    this.states = states;
    this.depth = depth;
    this.wild = wild;
    for (State state : states) {
      switch (next(state)) {
        case Segment.Element element -> elementIndices.add(element.index());
        case Segment.Name field -> fieldNames.add(field.name());
        case null, default -> {}
      }
    }
    this.beforeBranch = states.stream().anyMatch(s -> next(s) instanceof Segment.Branch);
    this.slots = paths.slots(text, states, wild);
  }

  /** Places of one record at most that wildcards alone lead to. */
  int mostMet() {
    return paths.mostMet();
  }

  /** Where the values of this place go; none if it is only on the way. */
  public int[] slots() {
    return slots;
  }

  /** Whether a value here is read. */
  boolean isRead() {
    return slots.length > 0;
  }

  /**
   * Does nothing where an object can be.
   *
   * @throws UnfitException if this is the place of the label, the id or the weight
   */
  void checkObject() throws UnfitException {
    if (reserved) {
      throw Numbers.wrongType(text, "an object", "one value");
    }
  }

  /** Whether it is the place of the label, the id or the weight. */
  boolean isReserved() {
    return reserved;
  }

  /** Whether wildcards alone lead here: records choose how many such places there are. */
  boolean isWild() {
    return wild;
  }

  /** Whether a record has it, by the record's number. */
  boolean isMetIn(long record) {
    return metIn == record;
  }

  void meetIn(long record) {
    metIn = record;
  }

  /** The place of a field or a map's entry, or null. */
  public @Nullable PathNode field(String name) {
    return field(name, true);
  }

  /** The same, but null where wildcards alone lead if those are not to be followed. */
  public @Nullable PathNode field(String name, boolean wildcards) {
    PathNode known = fields.get(name);
    if (known != null) {
      return wildcards || !known.wild ? known : null;
    }
    List<State> inside = new ArrayList<>();
    boolean named = false;
    for (State state : states) {
      switch (next(state)) {
        case Segment.Name field when field.name().equals(name) -> {
          inside.add(state.next());
          named = true;
        }
        case Segment.AnyName any -> inside.add(state.next());
        case Segment.Rest rest when depth < MAX_REST -> inside.add(state);
        case null, default -> {}
      }
    }
    return named || wildcards
        ? child(fields, name, text.isEmpty() ? name : text + "." + name, inside, !named)
        : null;
  }

  /**
   * The place of a field that the record at hand has, or null. Of a record's wildcard places beyond
   * the most there may be nothing is read: which these are is a matter of the record alone.
   */
  @Nullable PathNode met(String name) {
    PathNode field = field(name, paths.hasRoom() || fields.containsKey(name));
    return field == null || !field.wild || paths.meet(field) ? field : null;
  }

  /** The place of every element of an array, or null. */
  @Nullable PathNode each() {
    PathNode known = parts.get("[]");
    return known != null ? known : element("[]", states.stream().filter(this::isBeforeEach));
  }

  private boolean isBeforeEach(State state) {
    return next(state) instanceof Segment.Each;
  }

  /** The place of one element of an array, or null if no path names it. */
  @Nullable PathNode element(int index) {
    if (!elementIndices.contains(index)) {
      return null;
    }
    String key = "[" + index + "]";
    PathNode known = parts.get(key);
    return known != null
        ? known
        : element(
            key,
            states.stream()
                .filter(
                    state ->
                        isBeforeEach(state)
                            || (next(state) instanceof Segment.Element element
                                && element.index() == index)));
  }

  private @Nullable PathNode element(String key, Stream<State> before) {
    return child(parts, key, text + key, before.map(State::next).toList(), false);
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
      inside.add(next(state) instanceof Segment.Branch ? state.next() : state);
    }
    return parts.computeIfAbsent("()", key -> new PathNode(paths, text, inside, depth, wild));
  }

  /** The same place, in a union that holds a value of the named type. */
  PathNode branch(String name, String fullName) {
    List<State> inside = new ArrayList<>();
    for (State state : states) {
      if (!(next(state) instanceof Segment.Branch branch)) {
        inside.add(state);
      } else if (branch.type().equals(name) || branch.type().equals(fullName)) {
        inside.add(state.next());
      }
    }
    return inside.equals(states)
        ? this
        : parts.computeIfAbsent(
            "(" + fullName + ")", key -> new PathNode(paths, text, inside, depth, wild));
  }

  /** Names are what is left of them in Unicode, as where they are stored. */
  private @Nullable PathNode child(
      Map<String, PathNode> among, String key, String place, List<State> inside, boolean isWild) {
    String valid = new String(place.getBytes(UTF_8), UTF_8);
    if (inside.isEmpty()
        || depth == PathPattern.MAX_SEGMENTS
        || valid.length() > PathPattern.MAX_CHARS) {
      return null;
    }
    PathNode child = new PathNode(paths, valid, inside, depth + 1, isWild);
    among.put(key, child);
    return child;
  }

  /** Whether a path distinguishes the types of a union here. */
  boolean isBeforeBranch() {
    return beforeBranch;
  }

  /**
   * The same place in a union that holds a value of a type that paths name, or null if they do not.
   *
   * @param name with its namespace or without
   */
  @Nullable PathNode namedBranch(String name) {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    boolean named =
        states.stream()
            .anyMatch(
                state ->
                    next(state) instanceof Segment.Branch branch
                        && (branch.type().equals(name) || branch.type().equals(simple)));
    return named ? branch(simple, name) : null;
  }

  private @Nullable Segment next(State state) {
    List<Segment> segments = paths.segments(state.path());
    return state.position() < segments.size() ? segments.get(state.position()) : null;
  }
}
