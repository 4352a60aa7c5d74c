package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.kernel.Kernels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseInitializerTest {
  private static final int CAPACITY = 40;
  private static final int UNITS = 50;
  private static final int CONNECTIONS = 4;
  private static final long SEED = 9;

  private final Network network =
      new Network(
          new NetworkSpec(
              CAPACITY,
              List.of(new LayerSpec(UNITS, Activation.RELU), new LayerSpec(20, Activation.RELU)),
              3,
              new Loss.SoftmaxCrossEntropy(),
              Initializer.SPARSE,
              Initializer.ZERO),
          Kernels.best());

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 30, CAPACITY})
  void eachUnitBeginsWithFewOfTheInputsInUse(int inputs) {
    Parameters parameters = network.initialParameters(SEED, new Extent(inputs, 3));

    checkConnections(parameters, inputs);
    assertThat(connectionsOfInput(parameters, 0)).isBetween(1, UNITS);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 30})
  void inputsThatComeIntoUseFirstAreConnectedAndLaterOnesAreNot(int inputs) {
    Parameters parameters = network.initialParameters(SEED, new Extent(0, 3));
    assertThat(connections(parameters)).isZero();

    network.initializeInputs(parameters, SEED, new Extent(inputs, 3));

    checkConnections(parameters, inputs);
    assertThat(parameters.array().nextChangedBlock(0)).isZero();
  }

  @Test
  void aSeedGivesTheSameWeightsAndAnotherOthers() {
    int checksum = network.initialParameters(SEED).crc32c();

    assertThat(network.initialParameters(SEED).crc32c()).isEqualTo(checksum);
    assertThat(network.initialParameters(SEED + 1).crc32c()).isNotEqualTo(checksum);
  }

  @Test
  void layersBehindTheFirstAreConnectedInFull() {
    float[] values = network.initialParameters(SEED).values();
    DenseLayer second = network.layer(2);
    for (int i = 0; i < second.inputs(); i++) {
      for (int j = 0; j < second.outputs(); j++) {
        assertThat(values[second.weightIndex(i, j)]).isNotZero();
      }
    }
  }

  /** An input may be drawn twice, so there may be fewer, and a weight may be a sum. */
  private void checkConnections(Parameters parameters, int inputs) {
    DenseLayer first = network.layer(1);
    int most = Math.min(CONNECTIONS, inputs);
    float bound = (float) (most * Math.sqrt(6.0 / most));
    for (int j = 0; j < UNITS; j++) {
      int connected = 0;
      for (int i = 0; i < CAPACITY; i++) {
        float weight = parameters.values()[first.weightIndex(i, j)];
        connected += weight == 0 ? 0 : 1;
        assertThat(Math.abs(weight)).isLessThanOrEqualTo(i < inputs ? bound : 0);
      }
      assertThat(connected).as("inputs of unit %d", j).isBetween(1, most);
    }
    assertThat(connections(parameters)).isGreaterThan(UNITS * most / 2);
  }

  private int connections(Parameters parameters) {
    int sum = 0;
    for (int i = 0; i < CAPACITY; i++) {
      sum += connectionsOfInput(parameters, i);
    }
    return sum;
  }

  private int connectionsOfInput(Parameters parameters, int input) {
    int count = 0;
    for (int j = 0; j < UNITS; j++) {
      count += parameters.values()[network.layer(1).weightIndex(input, j)] == 0 ? 0 : 1;
    }
    return count;
  }
}
