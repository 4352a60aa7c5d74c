package io.gradstream.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What never changes of a network.
 *
 * @param inputs dense inputs, at most: they may come into use one by one
 * @param tableRows rows of the hashed table of sparse inputs; 0 is no table
 * @param signalRows rows of the table after those, which start at zero: inputs that may never be
 *     given, and then change nothing
 * @param embeddings the embeddings in the order of their inputs
 * @param hidden the hidden layers from input to output; none makes a linear model
 * @param outputs logits, at most: with a softmax they may come into use one by one
 * @param loss the loss, which owns the link from logits to scores
 * @param hiddenInitializer where hidden weights start
 * @param outputInitializer where the output layer's weights start; zero makes the first prediction
 *     indifferent
 */
public record NetworkSpec(
    int inputs,
    int tableRows,
    int signalRows,
    List<EmbeddingSpec> embeddings,
    List<LayerSpec> hidden,
    int outputs,
    Loss loss,
    Initializer hiddenInitializer,
    Initializer outputInitializer) {
  /** Units of a layer, inputs and outputs included, at most. */
  public static final int MAX_WIDTH = 1 << 20;

  /** Hidden layers at most. */
  public static final int MAX_DEPTH = 64;

  /** Rows of the hashed table, or of an embedding, at most. */
  public static final int MAX_TABLE_ROWS = 1 << 24;

  /** Embeddings at most. */
  public static final int MAX_EMBEDDINGS = 256;

  /** Checks the limits and that the loss fits the number of outputs. */
  public NetworkSpec {
    embeddings = List.copyOf(embeddings);
    hidden = List.copyOf(hidden);
    int least = tableRows > 0 || !embeddings.isEmpty() ? 0 : 1;
    if (inputs < least || inputs > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "inputs: got %d, wants %d to %d".formatted(inputs, least, MAX_WIDTH));
    }
    checkRows("table rows", tableRows);
    checkRows("signal rows", signalRows);
    if (embeddings.size() > MAX_EMBEDDINGS) {
      throw new IllegalArgumentException(
          "embeddings: got %d, wants at most %d".formatted(embeddings.size(), MAX_EMBEDDINGS));
    }
    if (hidden.size() > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "hidden: got %d layers, wants at most %d".formatted(hidden.size(), MAX_DEPTH));
    }
    if (outputs > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "outputs: got %d, wants at most %d".formatted(outputs, MAX_WIDTH));
    }
    loss.checkOutputs(outputs);
  }

  private static void checkRows(String name, int rows) {
    if (rows < 0 || rows > MAX_TABLE_ROWS) {
      throw new IllegalArgumentException(
          "%s: got %d, wants 0 to %d".formatted(name, rows, MAX_TABLE_ROWS));
    }
  }

  /** A network without signals. */
  public NetworkSpec(
      int inputs,
      int tableRows,
      List<EmbeddingSpec> embeddings,
      List<LayerSpec> hidden,
      int outputs,
      Loss loss,
      Initializer hiddenInitializer,
      Initializer outputInitializer) {
    this(
        inputs,
        tableRows,
        0,
        embeddings,
        hidden,
        outputs,
        loss,
        hiddenInitializer,
        outputInitializer);
  }

  /** A network of dense inputs alone. */
  public NetworkSpec(
      int inputs,
      List<LayerSpec> hidden,
      int outputs,
      Loss loss,
      Initializer hiddenInitializer,
      Initializer outputInitializer) {
    this(inputs, 0, List.of(), hidden, outputs, loss, hiddenInitializer, outputInitializer);
  }

  /** All rows of the table. */
  public int rows() {
    return tableRows + signalRows;
  }

  /** How many inputs of the first layer are looked up in embeddings. */
  public int embeddedInputs() {
    return embeddings.stream().mapToInt(EmbeddingSpec::width).sum();
  }

  /**
   * As in {@code 10 - 64 relu - 2, softmax-cross-entropy, he/zero}, or, with a table and
   * embeddings, {@code 10 + table 1024 + embedding 100x8 - 64 relu - 2, …}.
   */
  @Override
  public String toString() {
    Stream<String> table = tableRows == 0 ? Stream.of() : Stream.of("table " + tableRows);
    Stream<String> signals = signalRows == 0 ? Stream.of() : Stream.of("signals " + signalRows);
    String sources =
        Stream.of(
                Stream.of("" + inputs),
                table,
                signals,
                embeddings.stream().map(spec -> "embedding " + spec))
            .flatMap(parts -> parts)
            .collect(Collectors.joining(" + "));
    String layers = hidden.stream().map(layer -> layer + " - ").collect(Collectors.joining());
    String initializers = lower(hiddenInitializer) + "/" + lower(outputInitializer);
    return sources + " - " + layers + outputs + ", " + loss + ", " + initializers;
  }

  private static String lower(Initializer initializer) {
    return initializer.name().toLowerCase(Locale.ROOT);
  }
}
