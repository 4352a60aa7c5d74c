package io.gradstream.dataset;

/**
 * A column that was taken for texts though nearly all its cells are numbers.
 *
 * @param numbers its cells that are numbers
 * @param texts its cells that are neither numbers nor missing
 * @param text the first of them, as a message shows it
 * @param line where that is
 */
public record OddColumn(String name, long numbers, long texts, String text, long line) {}
