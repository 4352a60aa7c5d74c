package io.gradstream.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Nothing is a bag that everybody is handed: what many take offers little. What is left are the
 * data and the arithmetic of the hot path, where a view of less would be one more object for each
 * example.
 */
class HandedAroundTest {
  private static final int MANY_TAKERS = 10;
  private static final int MANY_METHODS = 8;

  private static final Set<String> HOT_PATH =
      Set.of(
          "io.gradstream.kernel.Kernels",
          "io.gradstream.learning.FeatureVector",
          "io.gradstream.network.Network",
          "io.gradstream.network.Workspace",
          "io.gradstream.record.RawRow");

  @Test
  void whatManyTakeOffersLittle() {
    assertThat(bags(new ClassFileImporter().importPath("target/classes")))
        .containsExactlyInAnyOrderElementsOf(HOT_PATH);
  }

  private static List<String> bags(Collection<JavaClass> classes) {
    Map<String, Set<String>> takers = new HashMap<>();
    for (JavaClass taker : classes) {
      taker.getCodeUnits().stream()
          .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
          .flatMap(unit -> unit.getRawParameterTypes().stream())
          .filter(taken -> !outermost(taken).equals(outermost(taker)))
          .forEach(
              taken ->
                  takers
                      .computeIfAbsent(taken.getName(), name -> new TreeSet<>())
                      .add(outermost(taker)));
    }
    return classes.stream()
        .filter(type -> takers.getOrDefault(type.getName(), Set.of()).size() > MANY_TAKERS)
        .filter(
            type ->
                type.getMethods().stream().filter(HandedAroundTest::isOffered).count()
                    > MANY_METHODS)
        .map(JavaClass::getName)
        .toList();
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(HandedAroundTest::outermost).orElse(type.getName());
  }

  private static boolean isOffered(JavaMethod method) {
    Set<JavaModifier> modifiers = method.getModifiers();
    return !modifiers.contains(JavaModifier.PRIVATE)
        && !modifiers.contains(JavaModifier.STATIC)
        && !modifiers.contains(JavaModifier.SYNTHETIC)
        && !Set.of("equals", "hashCode", "toString").contains(method.getName());
  }
}
