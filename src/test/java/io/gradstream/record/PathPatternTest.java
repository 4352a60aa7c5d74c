package io.gradstream.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.record.PathPattern.Segment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathPatternTest {
  @Test
  void readsEverySegment() {
    assertThat(PathPattern.parse("a.b[].c[12](io.x.Card).*.**").segments())
        .containsExactly(
            new Segment.Name("a"),
            new Segment.Name("b"),
            new Segment.Each(),
            new Segment.Name("c"),
            new Segment.Element(12),
            new Segment.Branch("io.x.Card"),
            new Segment.AnyName(),
            new Segment.Rest());
  }

  @Test
  void readsAPathIntoTheKey() {
    assertThat(PathPattern.parse("(key).a").segments())
        .containsExactly(new Segment.Key(), new Segment.Name("a"));
    assertThat(PathPattern.parse("(key)").isOfKey()).isTrue();
    assertThat(PathPattern.parse("key.a").isOfKey()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "[0]", "(A)", "a[", "a[x]", "a[-1]", "a]", "**.a"})
  void refusesWhatIsNoPath(String text) {
    assertThatThrownBy(() -> PathPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("path: got '" + text + "', wants");
  }

  @Test
  void readsOrRefusesWhateverIsTyped() {
    Random random = new Random(3);
    String alphabet = "ab.*[](0)";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(PathPattern.parse(text.toString()).text()).isEqualTo(text.toString());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("wants");
      }
    }
  }
}
