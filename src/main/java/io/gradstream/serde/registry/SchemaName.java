package io.gradstream.serde.registry;

import java.util.UUID;

/** What a record names its schema by, in a registry. */
public sealed interface SchemaName {
  /** A number that the registry gave. */
  record Id(int number) implements SchemaName {
    @Override
    public String toString() {
      return "id " + number;
    }
  }

  /** What the schema itself has, in any registry. */
  record Guid(UUID uuid) implements SchemaName {
    @Override
    public String toString() {
      return "GUID " + uuid;
    }
  }

  /** Where a registry has it. */
  default String path() {
    return switch (this) {
      case Id id -> "/schemas/ids/" + id.number();
      case Guid guid -> "/schemas/guids/" + guid.uuid();
    };
  }
}
