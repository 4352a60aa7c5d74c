package io.gradstream.dataset.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * How the text of a CSV file is to be read.
 *
 * @param separator what stands between two cells
 * @param quote what a cell may be enclosed in
 * @param separatorLine whether the first line only says which the separator is, as Excel has it
 */
record CsvFormat(TextEncoding encoding, char separator, char quote, boolean separatorLine) {
  static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  /** A character as a message shows it. */
  static String shown(char c) {
    return c == '\t' ? "tabs" : "'" + c + "'";
  }

  /** What differs from UTF-8 with commas and double quotes. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (separator != SEPARATORS.getFirst()) {
      remarks.add("separated by " + shown(separator));
    }
    if (quote != '"') {
      remarks.add("quoted by " + quote);
    }
    if (!encoding.charset().equals(UTF_8)) {
      remarks.add(encoding.charset().name());
    }
    return remarks;
  }
}
