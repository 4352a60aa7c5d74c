package io.gradstream.dataset;

/**
 * One row of a stream. Every row has an array of its own.
 *
 * @param features one finite number for each feature column, NaN where it is missing
 * @param label the class index or the real value, NaN if the row is unlabelled
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are never compared.
public record Row(double[] features, double label) {}
