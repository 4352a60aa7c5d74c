package io.gradstream.laws;

import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * Which package may import which under one root package. A row may import the rows it names, and
 * what those may import: whoever uses a package meets the types in which it speaks. It may name
 * only rows above it, so a tree that keeps to its table has no cycles.
 */
record ImportTable(String root, List<Row> rows) {
  /** The pure core may call neither a clock, nor what differs between runs or processors. */
  private static final Map<String, Set<String>> IMPURE_METHODS =
      Map.of(
          "java.lang.System",
          Set.of("currentTimeMillis", "nanoTime"),
          // Intrinsics of the processor; StrictMath gives the same bits everywhere.
          "java.lang.Math",
          Set.of(
              ("random exp expm1 log log1p log10 pow cbrt hypot sin cos tan asin acos atan atan2"
                      + " sinh cosh tanh")
                  .split(" ")));

  ImportTable {
    Set<String> above = new HashSet<>();
    for (Row row : rows) {
      if (!above.containsAll(row.own)) {
        throw new IllegalArgumentException("a row may import only rows above it: " + row);
      }
      above.add(row.name);
    }
  }

  /** The names of the rows that a row may import: those it names, and theirs. */
  private Set<String> reachable(String name) {
    Set<String> reachable = new HashSet<>();
    rows.stream()
        .filter(row -> row.name.equals(name))
        .flatMap(row -> row.own.stream())
        .forEach(
            own -> {
              reachable.add(own);
              reachable.addAll(reachable(own));
            });
    return reachable;
  }

  /** One package: the own packages it builds on, and the foreign prefixes it may import. */
  record Row(String name, boolean pure, Set<String> own, List<String> foreign) {
    private static final List<String> PURE = List.of("java.lang", "java.util", "java.nio");
    private static final List<String> IMPURE =
        List.of(
            "java.lang.Thread",
            "java.lang.Process",
            "java.util.Timer",
            "java.util.concurrent.",
            "java.util.logging.",
            "java.nio.channels.",
            "java.nio.file.");

    /** A package of the pure core: no clock, no logger, no I/O, no threads. */
    static Row pure(String name, Set<String> own, String... foreign) {
      return new Row(name, true, own, List.of(foreign));
    }

    /** A package at the edge: all of the JDK's {@code java} packages and a logger. */
    static Row edge(String name, Set<String> own, String... foreign) {
      return new Row(name, false, own, List.of(foreign));
    }

    boolean mayImportForeign(JavaClass target) {
      if (pure && IMPURE.stream().anyMatch(target.getName()::startsWith)) {
        return false;
      }
      Stream<String> forAll = pure ? PURE.stream() : Stream.of("java", "org.slf4j");
      return Stream.of(forAll, foreign.stream(), Stream.of("org.jspecify.annotations"))
          .flatMap(prefixes -> prefixes)
          .anyMatch(prefix -> (target.getPackageName() + ".").startsWith(prefix + "."));
    }

    @Override
    public String toString() {
      return "| %s | own: %s | foreign: %s |"
          .formatted(
              name,
              own.isEmpty() ? "–" : String.join(", ", own.stream().sorted().toList()),
              (pure ? "the pure part of the JDK" : "JDK, slf4j")
                  + (foreign.isEmpty() ? "" : ", " + String.join(", ", foreign)));
    }
  }

  /**
   * Every breach as a message of two lines, what was found and the row it breaks; empty if none.
   */
  List<String> breaches(Collection<JavaClass> classes) {
    List<String> breaches = new ArrayList<>();
    new TreeMap<>(classes.stream().collect(groupingBy(JavaClass::getPackageName)))
        .forEach((name, types) -> checkPackage(name, types, breaches));
    return breaches;
  }

  /**
   * Every permission that no class uses or that another one of its row implies, as a message; empty
   * if all are needed.
   */
  List<String> unused(Collection<JavaClass> classes) {
    List<String> unused = new ArrayList<>();
    for (Row row : rows) {
      for (String name : new TreeSet<>(row.own)) {
        row.own.stream()
            .filter(other -> reachable(other).contains(name))
            .forEach(
                other ->
                    unused.add("%s may import %s by %s already".formatted(row.name, name, other)));
      }
      Set<String> used =
          classes.stream()
              .filter(type -> type.getPackageName().equals(root + "." + row.name))
              .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
              .map(dependency -> dependency.getTargetClass().getBaseComponentType())
              .map(JavaClass::getPackageName)
              .collect(Collectors.toSet());
      row.own.stream()
          .filter(name -> !used.contains(root + "." + name))
          .sorted()
          .forEach(name -> unused.add("%s does not import %s".formatted(row.name, name)));
      row.foreign.stream()
          .filter(prefix -> used.stream().noneMatch(name -> (name + ".").startsWith(prefix + ".")))
          .forEach(prefix -> unused.add("%s does not import %s".formatted(row.name, prefix)));
    }
    return unused;
  }

  private void checkPackage(String name, List<JavaClass> types, List<String> breaches) {
    JavaClass info =
        types.stream().filter(t -> t.getSimpleName().equals("package-info")).findAny().orElse(null);
    if (info == null || !info.isAnnotatedWith(NullMarked.class)) {
      breaches.add("%s has no package-info marked @NullMarked".formatted(name));
    }
    Row row = rows.stream().filter(r -> name.equals(root + "." + r.name)).findAny().orElse(null);
    if (row != null) {
      Set<String> reachable = reachable(row.name);
      types.stream()
          .flatMap(type -> breachesOf(row, reachable, type))
          .distinct()
          .sorted()
          .forEach(breaches::add);
    } else if (!(name.equals(root) && types.equals(Arrays.asList(info)))) {
      breaches.add("%s has no row in the import table".formatted(name));
    }
  }

  private Stream<String> breachesOf(Row row, Set<String> reachable, JavaClass type) {
    Stream<String> imports =
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> !mayImport(row, reachable, dependency))
            .map(Dependency::getDescription);
    Stream<String> calls =
        type.getAccessesFromSelf().stream()
            .filter(access -> row.pure && isImpure(access))
            .map(JavaAccess::getDescription);
    return Stream.concat(imports, calls).map(what -> what + "\n  breaks the row " + row);
  }

  private boolean mayImport(Row row, Set<String> reachable, Dependency dependency) {
    JavaClass target = dependency.getTargetClass().getBaseComponentType();
    String from = target.getPackageName();
    if (target.isPrimitive() || from.equals(root + "." + row.name)) {
      return true;
    }
    return from.startsWith(root + ".")
        ? reachable.contains(from.substring(root.length() + 1))
        : row.mayImportForeign(target);
  }

  private static boolean isImpure(JavaAccess<?> access) {
    return IMPURE_METHODS
        .getOrDefault(access.getTargetOwner().getName(), Set.of())
        .contains(access.getTarget().getName());
  }
}
