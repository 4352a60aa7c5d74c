package io.gradstream.network;

import io.gradstream.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A spec walked over parameters: forward from input to output, backward from output to input
 * (Rumelhart, Hinton and Williams 1986). Holds nothing learned and nothing of an example.
 */
public final class Network {
  private final NetworkSpec spec;
  private final Kernels kernels;
  private final String name;
  private final DenseLayer[] layers;
  private final HashedTable table;
  private final Embeddings embeddings;
  private final Norms norms;

  /** What is not there is not asked: it would cost a small network a fifth of its speed. */
  private final boolean hasTable;

  private final boolean hasEmbeddings;
  private final int sparseInputs;

  public Network(NetworkSpec spec, Kernels kernels) {
    this(spec, kernels, "");
  }

  /**
   * A network among others.
   *
   * @param name what the names of its arrays begin with
   */
  public Network(NetworkSpec spec, Kernels kernels, String name) {
    this.spec = spec;
    this.kernels = kernels;
    this.name = name;
    this.layers = new DenseLayer[spec.hidden().size() + 1];
    long inputRows = (long) spec.inputs() + spec.embeddedInputs();
    checkLength((inputRows + 1) * firstStride(spec));
    checkLength((long) spec.rows() * firstStride(spec));
    spec.embeddings().forEach(e -> checkLength((long) e.rows() * Kernels.padded(e.width())));
    layers[0] = layer(1, 0, spec.inputs());
    this.embeddings = new Embeddings(kernels, spec, layers[0].weights().end(), layers[0].outputs());
    this.table = new HashedTable(kernels);
    this.hasTable = spec.rows() > 0;
    this.sparseInputs = spec.embeddedInputs() + WeightInitialization.inputsOfTable(spec);
    this.hasEmbeddings = !spec.embeddings().isEmpty();
    int end = embeddings.weights().end();
    for (int l = 2; l <= layers.length; l++) {
      layers[l - 1] = layer(l, end, layers[l - 2].outputs());
      end = layers[l - 1].weights().end();
    }
    this.norms =
        new Norms(kernels, layers, hasTable ? table : null, hasEmbeddings ? embeddings : null);
  }

  private DenseLayer layer(int index, int offset, int inputs) {
    int units = units(spec, index);
    boolean last = index == layers.length;
    checkLength(offset + (inputs + 1L) * Kernels.padded(units) + Kernels.LANES * (long) units);
    return new DenseLayer(
        index,
        offset,
        inputs,
        units,
        last ? Activation.IDENTITY : spec.hidden().get(index - 1).activation());
  }

  private static int units(NetworkSpec spec, int layer) {
    return layer > spec.hidden().size() ? spec.outputs() : spec.hidden().get(layer - 1).units();
  }

  private static int firstStride(NetworkSpec spec) {
    return Kernels.padded(units(spec, 1));
  }

  private void checkLength(long floats) {
    if (floats > Integer.MAX_VALUE - Kernels.LANES) {
      throw new IllegalArgumentException(
          "hidden: got %s, wants at most %d parameters in all layers or a table together"
              .formatted(spec, Integer.MAX_VALUE));
    }
  }

  public NetworkSpec spec() {
    return spec;
  }

  /** What the names of its arrays begin with. */
  public String name() {
    return name;
  }

  public Kernels kernels() {
    return kernels;
  }

  /** Lengths of what a pass has left in a workspace. */
  public Norms norms() {
    return norms;
  }

  /** From input to output. */
  public List<DenseLayer> layers() {
    return List.of(layers);
  }

  /** How many layers, the output layer included. */
  public int depth() {
    return layers.length;
  }

  /** The layer {@code 1, 2, …, depth}. */
  public DenseLayer layer(int index) {
    return layers[index - 1];
  }

  /** The first layer's weights of what is looked up in embeddings, one row for each element. */
  public Tensor embeddingWeights() {
    return embeddings.weights();
  }

  /** The number of weights and biases at capacity, tables included, padding not counted. */
  public long parameterCount() {
    long sparse = (long) spec.rows() + spec.embeddedInputs();
    long count = sparse * layers[0].outputs();
    for (EmbeddingSpec embedding : spec.embeddings()) {
      count += (long) embedding.rows() * embedding.width();
    }
    for (DenseLayer layer : layers) {
      count += layer.parameterCount();
    }
    return count;
  }

  /** Fresh parameters of a network that is in use as a whole. */
  public Parameters initialParameters(long seed) {
    return initialParameters(seed, Extent.of(spec));
  }

  /**
   * Fresh parameters, a function of the spec, the seed and what is in use alone: nothing is marked
   * as changed. The rows of the hashed table are drawn like the first layer's other weights, each
   * for itself; those of an embedding uniformly within ±1/√width.
   *
   * @throws IllegalArgumentException for more in use than there is, or for fewer outputs than all
   *     but of a softmax
   */
  public Parameters initialParameters(long seed, Extent used) {
    used.checkFits(spec);
    Parameters parameters = zeroParameters("network");
    new WeightInitialization(this, seed, used).drawAll(parameters);
    return parameters;
  }

  /**
   * Draws the weights of the first dense inputs that come into use, a function of the spec, the
   * seed and their number alone. Inputs that come later start with the zeros they have.
   */
  public void initializeInputs(Parameters parameters, long seed, Extent used) {
    new WeightInitialization(this, seed, used).drawInputs(parameters);
  }

  /** Zeros of the parameters' shape, such as a gradient, under names that begin so. */
  public Parameters zeroParameters(String prefix) {
    List<Tensor> tensors = new ArrayList<>();
    for (DenseLayer layer : layers) {
      tensors.add(layer.bias());
      tensors.add(layer.weights());
    }
    tensors.add(2, embeddings.weights());
    return new Parameters(name + prefix, spec, tensors);
  }

  /** The state of an optimizer that has taken no step, by the names of its parts. */
  public ParallelParameters zeroState(List<String> names) {
    List<Parameters> parts =
        names.stream().map(name -> zeroParameters("optimizer/" + name)).toList();
    return new ParallelParameters(parts, spec.embeddings().size());
  }

  /** A workspace in which all dense inputs and outputs are in use. */
  public Workspace newWorkspace() {
    return new Workspace(spec, layers);
  }

  /** From the workspace's inputs, rows and embeddings to {@code workspace.scores()}. */
  public void forward(Parameters parameters, Workspace workspace) {
    for (int l = 1; l <= layers.length; l++) {
      layer(l).sum(kernels, parameters.values(), workspace);
      if (l == 1 && hasEmbeddings) {
        embeddings.addTo(parameters, workspace);
      }
      if (l == 1 && hasTable) {
        table.addTo(parameters, workspace);
      }
      layer(l).activate(kernels, workspace);
    }
    link(workspace);
  }

  /**
   * Brings more outputs into use after a forward pass: what the pass would have given with them.
   */
  public void enlarge(Workspace workspace, int outputs) {
    int used = workspace.widths[layers.length];
    workspace.use(workspace.widths[0], outputs);
    Arrays.fill(workspace.activations[layers.length], used, Kernels.padded(outputs), 0f);
    link(workspace);
  }

  private void link(Workspace workspace) {
    float[] logits = workspace.activations[layers.length];
    spec.loss().link(logits, workspace.widths[layers.length], workspace.scores);
  }

  /** The loss of the last forward pass at a target: a class index or a value. */
  public float loss(Workspace workspace, float target) {
    float[] logits = workspace.activations[layers.length];
    int outputs = workspace.widths[layers.length];
    return spec.loss().loss(logits, workspace.scores, outputs, target);
  }

  /** The logarithm of each class's score after a forward pass. */
  public void logScores(Workspace workspace, double[] logScores) {
    float[] logits = workspace.activations[layers.length];
    spec.loss().logScores(logits, workspace.scores, workspace.widths[layers.length], logScores);
  }

  /** {@link #backward(Parameters, Workspace, float, float)} of an example of weight 1. */
  public void backward(Parameters parameters, Workspace workspace, float target) {
    backward(parameters, workspace, target, 1f);
  }

  /**
   * The chain rule, layer by layer from output to input: fills the workspace's deltas.
   *
   * @param weight what the loss, and so the gradient, is multiplied by
   */
  public void backward(Parameters parameters, Workspace workspace, float target, float weight) {
    int last = layers.length;
    int outputs = workspace.widths[last];
    int padded = Kernels.padded(outputs);
    float[] delta = workspace.deltas[last];
    spec.loss().dLoss(workspace.activations[last], workspace.scores, outputs, target, delta);
    Arrays.fill(delta, outputs, padded, 0f);
    if (weight != 1f) {
      kernels.scale(weight, delta, delta, padded);
    }
    for (int l = last; l > 1; l--) {
      layer(l).dSum(kernels, parameters.values(), workspace);
      layer(l - 1).dActivate(kernels, workspace);
    }
    if (hasEmbeddings) {
      embeddings.dAddTo(parameters, workspace);
    }
  }

  /** After {@link #backward}: ∂loss/∂input of the dense inputs in use. */
  public void backwardToInputs(Parameters parameters, Workspace workspace) {
    layers[0].dSum(kernels, parameters.values(), workspace);
  }

  /** Adds the gradient of the last backward pass. */
  public void addGradient(Workspace workspace, Parameters gradient) {
    descend(gradient, workspace, 1f, 1f);
  }

  /**
   * {@code p ← decay·p + factor·gradient} of the last backward pass, biases without decay: with
   * minus the learning rate as the factor a step of gradient descent. Of the tables only the rows
   * of the example take part. What may have changed is marked.
   */
  public void descend(Parameters parameters, Workspace workspace, float decay, float factor) {
    scaleDeltas(workspace, factor);
    for (DenseLayer layer : layers) {
      float[] a = workspace.activations[layer.index() - 1];
      layer.addOuterProduct(kernels, parameters.values(), decay, a, workspace);
    }
    if (hasEmbeddings) {
      embeddings.addOuterProduct(parameters, decay, workspace.embedded, workspace);
    }
    if (hasTable) {
      table.addOuterProduct(parameters, decay, workspace.rowValues, workspace);
    }
    markChanged(parameters, workspace);
  }

  /**
   * One step along the scaled gradient: {@code w ← (1 − r·decay)·w − r·a′ ⊗ δ′} with {@code r =
   * rate / √(1 + inputs of the layer)}, biases without decay. Inputs that were never other than
   * zero do not count; a table counts as about as many as are touched. Only the rows of the example
   * take part; what may have changed is marked.
   *
   * @param scaling makes a′ and δ′ of the layer's inputs and deltas
   * @param step its number, the first is 0
   */
  public void descendScaled(
      Parameters parameters,
      GradientScaling scaling,
      Workspace workspace,
      long step,
      double rate,
      double decay) {
    scaling.begin(step);
    for (int l = layers.length; l >= 1; l--) {
      int inputs = scaling.scaleInputs(l, workspace) + (l == 1 ? sparseInputs : 0);
      double layerRate = rate / Math.sqrt(1.0 + inputs);
      float keep = (float) (1 - layerRate * decay);
      scaling.scaleDeltas(l, (float) -layerRate, workspace);
      float[] a = workspace.scaledInputs[l - 1];
      layer(l).addOuterProduct(kernels, parameters.values(), keep, a, workspace);
      if (l == 1 && hasEmbeddings) {
        embeddings.addOuterProduct(parameters, keep, workspace.scaledEmbedded, workspace);
      }
      if (l == 1 && hasTable) {
        table.addOuterProduct(parameters, keep, workspace.scaledRowValues, workspace);
      }
    }
    markChanged(parameters, workspace);
  }

  /**
   * One step of an optimizer along {@code factor·gradient} of the last backward pass. As in {@link
   * #descend}, only the rows of the example take part and what may have changed is marked, in the
   * state as well.
   *
   * @param rules for each layer; the tables follow the first layer's
   */
  public void update(
      Parameters parameters,
      ParallelParameters state,
      Workspace workspace,
      List<LayerRules> rules,
      float factor) {
    scaleDeltas(workspace, factor);
    for (int l = 1; l <= layers.length; l++) {
      layer(l).update(kernels, parameters.values(), state.values, rules.get(l - 1), workspace);
    }
    if (hasEmbeddings) {
      embeddings.update(parameters, state, rules.getFirst().weights(), workspace);
    }
    if (hasTable) {
      table.update(parameters, state, rules.getFirst().weights(), workspace);
    }
    markChanged(parameters, workspace);
    for (Parameters part : state.parts) {
      markChanged(part, workspace);
    }
  }

  private void scaleDeltas(Workspace workspace, float factor) {
    for (int l = 1; l <= layers.length; l++) {
      int padded = Kernels.padded(workspace.widths[l]);
      kernels.scale(factor, workspace.deltas[l], workspace.scaledDeltas[l], padded);
    }
    if (hasEmbeddings) {
      embeddings.scaleDeltas(workspace, factor);
    }
  }

  private void markChanged(Parameters parameters, Workspace workspace) {
    for (DenseLayer layer : layers) {
      layer.markChanged(parameters.array(), workspace);
    }
    if (hasEmbeddings) {
      embeddings.markChanged(parameters, workspace);
    }
    if (hasTable) {
      table.markChanged(parameters, workspace);
    }
  }
}
