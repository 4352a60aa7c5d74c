package io.gradstream.fire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small file system in memory that can be full. It is mounted in a namespace of its own, which is
 * gone once nobody is in it any more, even if the harness is killed. That takes Linux, and the
 * right to mount.
 */
final class Disk implements AutoCloseable {
  private static final String MOUNT =
      "mount -t tmpfs -o size=$1m fire \"$0\" && echo mounted && exec cat > /dev/null";
  private static final int MEBIBYTES = 256;
  private static final int PIECE_BYTES = 4096;

  private final Path directory;
  private final Process holder;

  private Disk(Path directory, Process holder) {
    this.directory = directory;
    this.holder = holder;
  }

  /** Mounts one at a directory; empty where that cannot be done. */
  static Optional<Disk> mount(Path directory) throws IOException {
    Files.createDirectories(directory);
    try {
      Process holder =
          new ProcessBuilder(
                  List.of(
                      "unshare",
                      "--mount",
                      "sh",
                      "-c",
                      MOUNT,
                      directory.toString(),
                      Integer.toString(MEBIBYTES)))
              .redirectErrorStream(true)
              .start();
      if ("mounted".equals(holder.inputReader().readLine())) {
        return Optional.of(new Disk(directory, holder));
      }
      holder.destroyForcibly();
    } catch (IOException e) {
      // There is no such program.
    }
    return Optional.empty();
  }

  /** The command of a process that is to see it. */
  List<String> entered(List<String> command) {
    List<String> entered =
        new ArrayList<>(
            List.of("nsenter", "--target", Long.toString(holder.pid()), "--mount", "--"));
    entered.addAll(command);
    return entered;
  }

  /** The directory as it is seen from outside. */
  Path seen() {
    return Path.of("/proc", Long.toString(holder.pid()), "root").resolve("." + directory);
  }

  /** Writes until nothing more can be written. */
  void fill() {
    try (OutputStream out = Files.newOutputStream(filling())) {
      while (true) {
        out.write(new byte[PIECE_BYTES]);
      }
    } catch (IOException e) {
      // It is full.
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.deleteIfExists(filling());
  }

  private Path filling() {
    return seen().resolve("filling");
  }

  /** Leaves what was on it where it would have been without it. */
  @Override
  public void close() throws IOException {
    free();
    new ProcessBuilder("cp", "-a", seen() + "/.", directory.toString())
        .redirectErrorStream(true)
        .start()
        .onExit()
        .join();
    holder.destroyForcibly();
  }
}
