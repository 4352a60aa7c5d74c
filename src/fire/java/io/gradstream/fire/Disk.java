package io.gradstream.fire;

import java.io.File;
import java.io.IOException;
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
      "mount -t tmpfs -o size=$1 fire \"$0\" && echo mounted && exec cat > /dev/null";

  /** More than a fire ever writes; it costs no more memory than what is on it. */
  private static final long SIZE_BYTES = 4L << 30;

  /** None at all would be no limit. */
  private static final long LEAST_BYTES = 4096;

  private static final int MOST_TRIES = 100;

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
                      Long.toString(SIZE_BYTES)))
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

  /** Leaves it no more room than what is on it takes. */
  void fill() throws IOException, InterruptedException, MissedException {
    File file = seen().toFile();
    for (int tries = 0; tries < MOST_TRIES; tries++) { // Somebody may write in between.
      if (resize(Math.max(LEAST_BYTES, file.getTotalSpace() - file.getFreeSpace()))) {
        return;
      }
    }
    throw new MissedException("its disk could not be filled");
  }

  /** Makes room again. */
  void free() throws IOException, InterruptedException {
    if (!resize(SIZE_BYTES)) {
      throw new IOException("disk of " + directory + " cannot be given room");
    }
  }

  private boolean resize(long bytes) throws IOException, InterruptedException {
    List<String> remount =
        List.of("mount", "-o", "remount,size=" + bytes, "fire", directory.toString());
    return new ProcessBuilder(entered(remount)).start().waitFor() == 0;
  }

  /** Leaves what was on it where it would have been without it. */
  @Override
  public void close() throws IOException {
    new ProcessBuilder("cp", "-a", seen() + "/.", directory.toString())
        .redirectErrorStream(true)
        .start()
        .onExit()
        .join();
    holder.destroyForcibly();
  }
}
