package io.gradstream.network;

import java.util.ArrayList;
import java.util.List;

/** All a network has learned, one flat array; its tensors are views. Gradients have this type. */
public final class Parameters {
  private final FloatArray array;
  private final List<Tensor> tensors;

  Parameters(String name, List<DenseLayer> layers) {
    List<Tensor> views = new ArrayList<>();
    for (DenseLayer layer : layers) {
      views.add(layer.bias());
      views.add(layer.weights());
    }
    this.tensors = List.copyOf(views);
    this.array = new FloatArray(name, tensors.getLast().end());
  }

  /** The array, for the store. */
  public FloatArray array() {
    return array;
  }

  /** The live values, padding included. */
  public float[] values() {
    return array.values();
  }

  /** In the order of the array. */
  public List<Tensor> tensors() {
    return tensors;
  }
}
