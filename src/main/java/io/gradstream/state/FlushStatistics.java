package io.gradstream.state;

/**
 * What a store has written since it was built.
 *
 * @param flushes flushes that wrote anything
 * @param blocks parameter blocks written
 * @param bytes bytes of all values written, headers of models included
 */
public record FlushStatistics(long flushes, long blocks, long bytes) {}
