package io.gradstream.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** That they are ended is in {@code TakeoverIT}. */
class OrphanedTransactionsTest {
  private static final String ALIVE = "56831a37-f86f-401c-bcc2-19721f968e12";
  private static final String GONE = "6e48b5c0-448f-46a8-aa95-0bc22899114d";

  private final OrphanedTransactions transactions = new OrphanedTransactions("pay.learner");

  @Test
  void areThoseOfProcessesWithoutAMember() {
    assertThat(
            transactions.among(
                List.of(
                    "pay.learner-" + ALIVE + "-1",
                    "pay.learner-" + GONE + "-1",
                    "pay.learner-" + GONE + "-2",
                    "pay-learner-" + GONE + "-1",
                    "pay.learner-two-" + GONE + "-1",
                    "pay.learner-by-hand"),
                List.of("pay.learner-" + ALIVE + "-StreamThread-2-consumer")))
        .containsExactly("pay.learner-" + GONE + "-1", "pay.learner-" + GONE + "-2");
  }

  @Test
  void areNotKnownWhereClientsHaveNamesOfTheUsers() {
    assertThat(
            transactions.among(
                List.of("pay.learner-" + ALIVE + "-1"),
                List.of("payments-StreamThread-1-consumer")))
        .isEmpty();
  }
}
