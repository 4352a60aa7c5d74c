package io.gradstream.dataset;

/**
 * A feature column.
 *
 * @param kind what its values are, and so where a {@link Row} holds them
 */
public record Column(String name, ColumnKind kind) {}
