package io.gradstream.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
  @Test
  void tellsWhatCameBetweenTwoCountsEvenIfMoreHasComeSince() {
    Recent<Integer> recent = new Recent<>(5);
    for (int n = 1; n <= 3; n++) {
      recent.add(n);
    }
    long told = recent.added();
    recent.add(4);
    recent.add(5);
    long now = recent.added();
    recent.add(6);

    assertThat(recent.between(told, now)).containsExactly(5, 4);
    assertThat(recent.between(now, recent.added())).containsExactly(6);
    assertThat(recent.between(now, now)).isEmpty();
    assertThat(recent.newestFirst()).containsExactly(6, 5, 4, 3, 2);
  }

  @Test
  void tellsOfMoreThanItKeepsWhatItKeeps() {
    Recent<Integer> recent = new Recent<>(2);
    for (int n = 1; n <= 9; n++) {
      recent.add(n);
    }

    assertThat(recent.between(0, recent.added())).containsExactly(9, 8);
    assertThat(recent.between(0, 3)).isEmpty();
  }
}
