package io.gradstream.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private record Numbers(double meanLoss, @Nullable Double other, List<Double> many) {}

  private record Text(String inTopic) {}

  @Test
  void aNumberThatIsNoneIsNullAndOthersAreShort() {
    assertThat(
            json(
                new Numbers(
                    1 / 3.0,
                    null,
                    List.of(Double.NaN, Double.NEGATIVE_INFINITY, 0.0, -2e-9 / 3, 123456789.0))))
        .isEqualTo(
            "{\"mean_loss\":0.333333,\"other\":null,"
                + "\"many\":[null,null,0.0,-6.66667E-10,1.23457E8]}");
  }

  @Test
  void roundsAnyNumberToOneCloseToIt() {
    for (double number : List.of(Double.MIN_VALUE, Double.MAX_VALUE, 1e-300, -1e300, 999999.5)) {
      assertThat(JsonWriter.rounded(number) / number).as("%s", number).isBetween(0.99999, 1.00001);
    }
  }

  @Test
  void textIsOneLineOfUtf8WhateverIsInIt() {
    assertThat(json(new Text("a\n\"ü\ud800"))).isEqualTo("{\"in_topic\":\"a\\n\\\"ü?\"}");
  }

  private static String json(Object value) {
    return new String(new JsonWriter().bytes(value), UTF_8);
  }
}
