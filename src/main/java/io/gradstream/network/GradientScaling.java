package io.gradstream.network;

/**
 * Scales what the gradient of a layer is made of, its inputs and its deltas, before a step along
 * their outer product.
 */
public interface GradientScaling {
  /**
   * Begins a step.
   *
   * @param step its number; the first is 0, and some may have been left out
   */
  void begin(long step);

  /**
   * Scales the inputs of a layer.
   *
   * @return how many inputs were ever other than zero
   */
  int scaleInputs(int layer, Workspace workspace);

  /** Scales the deltas of a layer by a factor too; of the first also its sparse inputs. */
  void scaleDeltas(int layer, float factor, Workspace workspace);
}
