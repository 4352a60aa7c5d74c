package io.gradstream.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
  private static final byte[] SENT =
      ByteBuffer.allocate(3 * 12)
          .put(request(ApiKeys.PRODUCE))
          .put(request(ApiKeys.TXN_OFFSET_COMMIT))
          .put(request(ApiKeys.END_TXN))
          .array();

  private final AtomicInteger sprung = new AtomicInteger();

  private static byte[] request(ApiKeys kind) {
    return ByteBuffer.allocate(12).putInt(8).putShort(kind.id).putShort((short) 28).array();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 17, 36})
  void aTrapSpringsOnceAtItsRequestHoweverTheBytesCome(int piece) {
    Trap trap = new Trap(Moment.OFFSETS_SENT, sprung::incrementAndGet);
    Requests requests = new Requests(List.of(trap));
    for (int at = 0; at < SENT.length; at += piece) {
      assertThat(sprung).as("before %d", at).hasValue(at < 18 ? 0 : 1);
      byte[] bytes = Arrays.copyOfRange(SENT, at, Math.min(at + piece, SENT.length));
      requests.sent(bytes, bytes.length);
    }
    requests.sent(SENT, SENT.length);

    assertThat(sprung).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 36})
  void aTrapForAnAnswerWaitsForTheBroker(int piece) {
    Requests requests =
        new Requests(List.of(new Trap(Moment.END_ANSWERED, sprung::incrementAndGet)));
    requests.answered(SENT, piece);
    requests.sent(SENT, SENT.length);
    assertThat(sprung).hasValue(0);

    requests.answered(SENT, piece);

    assertThat(sprung).hasValue(1);
  }
}
