package io.gradstream.dataset.csv;

/**
 * A column that may be meant to be something else than what it was taken for.
 *
 * @param cells its cells that are not missing
 * @param odd those of them that are why
 * @param text the first of these, as a message shows it
 * @param line where that is
 */
public record OddColumn(String name, Oddity oddity, long cells, long odd, String text, long line) {}
