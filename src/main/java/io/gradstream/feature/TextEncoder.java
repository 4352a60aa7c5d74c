package io.gradstream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.learning.FeatureVector;
import io.gradstream.record.RawRow;
import io.gradstream.record.UnfitException;
import java.util.Arrays;
import java.util.Locale;

/** Table rows for the words of a text and for runs of them. */
final class TextEncoder implements Encoder {
  private final int slot;
  private final int seed;
  private final int ngrams;
  private final Hasher hasher;
  private int[] words = new int[64];

  TextEncoder(String field, int slot, int ngrams, Hasher hasher) {
    this.slot = slot;
    this.seed = Hasher.seed(field);
    this.ngrams = ngrams;
    this.hasher = hasher;
  }

  @Override
  public void encode(RawRow row, FeatureVector features) throws UnfitException {
    int count = 0;
    if (row.count(slot) > 0) {
      for (int value = row.first(slot); value >= 0; value = row.next(value)) {
        count = addWords(row.asText(value), count);
      }
    }
    int runs = 0;
    for (int n = 1; n <= Math.min(ngrams, count); n++) {
      runs += count - n + 1;
    }
    float size = (float) (1 / Math.sqrt(runs));
    for (int start = 0; start < count; start++) {
      int hash = words[start];
      hasher.add(hash, size, features);
      for (int n = 1; n < ngrams && start + n < count; n++) {
        hash = MurmurHash3.hash(words[start + n], hash);
        hasher.add(hash, size, features);
      }
    }
  }

  private int addWords(String text, int before) {
    int count = before;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && Character.isLetterOrDigit(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      if (end > at) {
        count = addWord(text.substring(at, end), count);
        at = end;
      } else {
        at += Character.charCount(text.codePointAt(at));
      }
    }
    return count;
  }

  private int addWord(String word, int count) {
    if (count == words.length) {
      words = Arrays.copyOf(words, 2 * count);
    }
    byte[] bytes = word.toLowerCase(Locale.ROOT).getBytes(UTF_8);
    words[count] = MurmurHash3.hash(bytes, 0, bytes.length, seed);
    return count + 1;
  }
}
