package io.gradstream.network;

/**
 * The gradient of a layer's weights for one example as what it is, an outer product of the layer's
 * inputs and its deltas; and both as an optimizer has scaled them. The arrays are live and padded.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LayerGradient(
    float[] inputs, float[] deltas, float[] scaledInputs, float[] scaledDeltas) {}
