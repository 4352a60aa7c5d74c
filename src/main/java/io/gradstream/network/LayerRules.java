package io.gradstream.network;

import io.gradstream.kernel.UpdateRule;

/** Which rule the weights of a layer follow, and which its biases. */
public record LayerRules(UpdateRule weights, UpdateRule biases) {}
