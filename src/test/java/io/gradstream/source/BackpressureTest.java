package io.gradstream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BackpressureTest {
  @Test
  void wideRowsAreHeldBackByTheirBytes() {
    Backpressure lead = new Backpressure(0, 1_000, 100);
    assertThat(lead.mayGrow(-1)).as("nothing sent, nothing learned").isTrue();
    lead.add(60);
    assertThat(lead.mayGrow(0)).isTrue();
    lead.add(60);
    assertThat(lead.mayGrow(0)).isFalse();
    assertThat(lead.mayGrow(1)).isTrue();
  }

  @Test
  void narrowRowsAreHeldBackByTheirNumber() {
    Backpressure lead = new Backpressure(0, 3, 100);
    for (int row = 0; row < 3; row++) {
      assertThat(lead.mayGrow(0)).isTrue();
      lead.add(1);
    }
    assertThat(lead.mayGrow(0)).isFalse();
    assertThat(lead.mayGrow(1)).isTrue();
  }

  @Test
  void whatAFeedBeforeHadSentIsLearnedFirst() {
    Backpressure lead = new Backpressure(7, 3, 100);
    assertThat(lead.mayGrow(-1)).isFalse();
    assertThat(lead.mayGrow(6)).isFalse();
    assertThat(lead.mayGrow(7)).isTrue();
    lead.add(1);
    assertThat(lead.mayGrow(5)).as("an aborted transaction is learned again").isTrue();
  }

  @Test
  void neverExceedsItsBoundsByMoreThanTheRowThatReachesThem() {
    Random random = new Random(1);
    int[] sizes = random.ints(10_000, 0, 200).toArray();
    Backpressure lead = new Backpressure(0, 20, 1_000);
    int learned = 0;
    for (int sent = 0; sent < sizes.length; ) {
      long bytes = 0;
      for (int row = learned; row < sent; row++) {
        bytes += sizes[row];
      }
      boolean room = sent - learned < 20 && bytes < 1_000;
      assertThat(lead.mayGrow(learned)).isEqualTo(room);
      if (room) {
        lead.add(sizes[sent++]);
      }
      learned += random.nextInt(Math.min(3, sent - learned + 1));
    }
  }
}
