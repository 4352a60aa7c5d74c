package io.gradstream.serde;

import io.gradstream.serde.registry.UndecodableException;
import io.gradstream.text.Unreadable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;

/**
 * Every schema of a folder, or one file's, by its fingerprint. Each file stands for itself, so the
 * versions of one record may lie side by side.
 *
 * @param path the folder or file
 */
record SchemaFolder(Path path, Map<Long, Schema> schemas) {
  private static final int MAX_FILES = 1000;

  /**
   * Reads a file, or all {@code .avsc} files of a folder.
   *
   * @throws IllegalArgumentException if there is none, one is no record's schema, or two differ in
   *     what a fingerprint does not tell, as logical types
   */
  static SchemaFolder read(Path path) {
    Map<Long, Schema> schemas = new LinkedHashMap<>();
    Map<Long, Path> files = new HashMap<>();
    for (Path file : files(path)) {
      Schema schema = Schemas.read(file);
      long fingerprint = AvroHeader.fingerprint(schema);
      Schema other = schemas.put(fingerprint, schema);
      Path otherFile = files.put(fingerprint, file);
      if (other != null && !other.equals(schema)) {
        throw new IllegalArgumentException(
            "%s and %s differ but have one fingerprint, %016x; keep one of them"
                .formatted(otherFile, file, fingerprint));
      }
    }
    return new SchemaFolder(path, Collections.unmodifiableMap(schemas));
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.avsc")) {
      List<Path> files =
          StreamSupport.stream(found.spliterator(), false).limit(MAX_FILES + 1L).sorted().toList();
      if (files.isEmpty() || files.size() > MAX_FILES) {
        throw new IllegalArgumentException(
            "%s: got %s .avsc files, wants 1 to %d"
                .formatted(path, files.isEmpty() ? "no" : "more", MAX_FILES));
      }
      return files;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s: cannot be read (%s)".formatted(path, Unreadable.reason(e)), e);
    }
  }

  /**
   * The schema of a fingerprint.
   *
   * @throws UndecodableException if there is none
   */
  Schema schema(long fingerprint) throws UndecodableException {
    Schema schema = schemas.get(fingerprint);
    if (schema == null) {
      throw new UndecodableException(
          "got schema fingerprint %016x, which none of the %d schemas in %s has"
              .formatted(fingerprint, schemas.size(), path));
    }
    return schema;
  }
}
