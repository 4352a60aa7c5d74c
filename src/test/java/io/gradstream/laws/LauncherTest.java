package io.gradstream.laws;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/gradstream} in a copy of its home, among JDKs whose {@code java} only tells how it was
 * started and a Maven that only pretends. The {@code PATH} has what the script may use, no more.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final List<String> TOOLS =
      List.of("cat dirname find mkdir mv readlink rm rmdir sed sleep touch".split(" "));

  /** The end of a {@code java} that cannot write a cache. */
  private static final String TRAINING_FAILS =
      "case \"$*\" in *AOTCacheOutput*) echo no cache >&2; exit 1 ;; esac\n";

  private final Path temp;
  private final Path home;
  private final Path path;
  private final Path jdks;
  private final Map<String, String> environment = new HashMap<>();

  LauncherTest(@TempDir Path temp) throws IOException {
    this.temp = temp.toRealPath();
    this.home = Files.createDirectories(this.temp.resolve("its home"));
    this.path = Files.createDirectories(this.temp.resolve("path"));
    this.jdks = Files.createDirectories(this.temp.resolve("all jdks"));
    for (String tool : TOOLS) {
      script(path.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec %s \"$@\"\n".formatted(tool));
    }
    script(home.resolve("bin/gradstream"), Files.readString(Path.of("bin/gradstream")));
    write(home.resolve("pom.xml"), "<project/>");
    environment.put("PATH", path.toString());
    environment.put("GRADSTREAM_JDK_PATHS", this.temp.resolve("none") + ":" + jdks);
  }

  @Test
  void runsOnTheNewestJdkOfTheUsualPlaces() throws Exception {
    built();
    jdk("17.0.15");
    jdk("25.0.9");
    Path newest = jdk("25.0.10");
    jdk("24.0.2");

    assertThat(run().out()).startsWith(newest + "/bin/java\n");
  }

  @Test
  void prefersJavaHomeIfItIsNewEnough() throws Exception {
    built();
    Path newest = jdk("26");
    environment.put("JAVA_HOME", jdk("25.0.1").toString());
    assertThat(run().out()).startsWith(jdks + "/jdk-25.0.1/bin/java\n");

    environment.put("JAVA_HOME", jdk("21.0.7").toString());
    assertThat(run().out()).startsWith(newest + "/bin/java\n");
  }

  @Test
  void findsTheJdkBehindTheJavaOnThePath() throws Exception {
    built();
    Path jdk = jdk("25.0.3");
    Files.createSymbolicLink(path.resolve("java"), jdk.resolve("bin/java"));
    environment.put("GRADSTREAM_JDK_PATHS", "");

    assertThat(run().out()).startsWith(jdk + "/bin/java\n");
  }

  @Test
  void refusesAnOlderJdkInOneLine() throws Exception {
    built();
    Path old = jdk("17.0.15");
    environment.put("JAVA_HOME", old.toString());

    Ended ended = run();

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .contains("a JDK 25 or newer is wanted, found: 17.0.15 in " + old + ".");
  }

  @Test
  void passesArgumentsAsTheyAreThroughALinkFromElsewhere() throws Exception {
    built();
    jdk("25");
    environment.put("GRADSTREAM_JAVA_OPTS", "-Xmx1g -Dx=*");
    Path link =
        Files.createSymbolicLink(temp.resolve("a link"), Path.of("its home/bin/gradstream"));

    Ended ended = start(link, "run", "--config", "my file.yaml", "", "*", "\"$x\"").end();

    assertThat(ended.out())
        .contains("\n<-Xmx1g>\n<-Dx=*>\n")
        .contains("\n<-cp>\n<%1$s/target/gradstream.jar:%1$s/target/lib/*>\n".formatted(home))
        .endsWith(
            "<io.gradstream.cli.Main>\n<run>\n<--config>\n<my file.yaml>\n<>\n<*>\n<\"$x\">\n");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void startsJavaWithTheFlagsOfTheBuild() throws Exception {
    built();
    jdk("25");
    Matcher flags =
        Pattern.compile("<vector.flags>(.*)</vector.flags>")
            .matcher(Files.readString(Path.of("pom.xml")));

    assertThat(flags.find()).isTrue();
    assertThat(run().out()).contains("\n<" + flags.group(1).replace(" ", ">\n<") + ">\n<-cp>\n");
  }

  @Test
  void buildsOnceWhenTwoStartAtOnce() throws Exception {
    Path jdk = jdk("25");
    maven("until [ -e go ]; do sleep 0.1; done");

    Started first = start(home.resolve("bin/gradstream"));
    await().until(() -> Files.exists(home.resolve("builds")));
    Started second = start(home.resolve("bin/gradstream"));
    await().until(() -> Files.readString(second.err()).startsWith("waiting for another build"));
    write(home.resolve("go"), "");

    assertThat(first.end().out()).startsWith(jdk + "/bin/java\n");
    assertThat(second.end().out()).startsWith(jdk + "/bin/java\n");
    assertThat(home.resolve("builds")).hasContent("built on " + jdk);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    built();
    jdk("25");
    maven("true");
    Path source = home.resolve("src/main/java/New.java");
    write(source, "");
    age(source, 1);
    age(home.resolve("target/gradstream.jar"), 60);

    assertThat(run().err()).isEqualTo("building gradstream (once; a minute or two)…\n");
    assertThat(run().err()).isEmpty();
  }

  @Test
  void showsWhyABuildFailedAndBuildsAgain() throws Exception {
    jdk("25");
    maven("echo the reason; exit 1");

    for (int attempt = 0; attempt < 2; attempt++) {
      Ended ended = run();
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err()).contains("building", "the reason", "the build failed");
    }
  }

  @Test
  void startsFromTheCacheThatABuildLeaves() throws Exception {
    jdk("25");
    maven("true");
    String option = "\n<-XX:AOTCache=" + home.resolve("target/gradstream.aot") + ">\n";

    assertThat(run().out()).contains(option);
    environment.put("GRADSTREAM_AOT", "off");
    assertThat(run().out()).startsWith(jdks.toString()).doesNotContain("AOT");
  }

  @Test
  void makesTheCacheOfAProgramThatMavenBuilt() throws Exception {
    built();
    jdk("25");
    assertThat(run().out()).doesNotContain("AOT");

    environment.put("GRADSTREAM_AOT", "build");
    assertThat(run().out()).isEmpty();
    environment.remove("GRADSTREAM_AOT");
    assertThat(run().out()).contains("-XX:AOTCache=");
  }

  @Test
  void runsWithoutACacheIfNoneCanBeMade() throws Exception {
    Path jdk = jdk("25");
    script(jdk.resolve("bin/java"), Files.readString(jdk.resolve("bin/java")) + TRAINING_FAILS);
    maven("true");

    Ended ended = run();

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.err()).isEqualTo("building gradstream (once; a minute or two)…\n");
    assertThat(ended.out()).startsWith(jdk + "/bin/java\n").doesNotContain("AOT");
    assertThat(home.resolve("target")).isDirectoryNotContaining("glob:**.aot*");
  }

  @Test
  void asksForMavenInOneLineWhenItHasToBuild() throws Exception {
    jdk("25");

    Ended ended = run();

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err().lines()).singleElement().asString().contains("no mvn on the PATH");
  }

  @Test
  void buildsWithTheWrapperWhereThereIsNoMaven() throws Exception {
    jdk("25");
    maven(home.resolve("mvnw"), "");

    Ended ended = run();

    assertThat(ended.exitCode()).isZero();
    assertThat(home.resolve("builds")).exists();
  }

  /** A JDK of the given version among the usual places; its home. */
  private Path jdk(String version) throws IOException {
    Path jdk = jdks.resolve("jdk-" + version);
    write(jdk.resolve("release"), "OS_NAME=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    script(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        echo "$0"
        for a in "$@"; do
          echo "<$a>"
          case $a in -XX:AOTCacheOutput=*) : >"${a#*=}" ;; esac
        done
        """);
    return jdk;
  }

  /** A Maven that tells its JDK, leaves a jar, and ends as {@code ending} says. */
  private void maven(String ending) throws IOException {
    maven(path.resolve("mvn"), ending);
  }

  private static void maven(Path file, String ending) throws IOException {
    script(
        file,
        "#!/bin/sh\necho built on $JAVA_HOME >>builds\nmkdir -p target/lib\n"
            + "touch target/gradstream.jar\n"
            + ending);
  }

  private void built() throws IOException {
    write(home.resolve("target/lib/some.jar"), "");
    write(home.resolve("target/gradstream.jar"), "");
    age(home.resolve("pom.xml"), 3600);
  }

  private static void age(Path file, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
  }

  private static void script(Path file, String text) throws IOException {
    write(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + file);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private Ended run() throws Exception {
    return start(home.resolve("bin/gradstream")).end();
  }

  private Started start(Path script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(temp, "run", ".out");
    Path err = Files.createTempFile(temp, "run", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }

  private record Started(Process process, Path out, Path err) {
    Ended end() throws Exception {
      if (!process.waitFor(60, SECONDS)) {
        process.destroyForcibly();
      }
      return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
    }
  }

  private record Ended(int exitCode, String out, String err) {}
}
