package io.gradstream.evaluation;

/**
 * Scores of predicted classes, as fractions of 1.
 *
 * @param examples the sum of the examples' weights
 * @param loss the mean loss
 * @param accuracy the share {@code p0} of examples whose class was predicted
 * @param kappa {@code (p0 − pe) / (1 − pe)} with {@code pe} the accuracy that predictions and
 *     labels of these frequencies reach by chance (Cohen, "A coefficient of agreement for nominal
 *     scales", 1960); NaN where all are of one class
 * @param kappaTemporal {@code (p0 − p) / (1 − p)} with {@code p} the {@code lastLabelAccuracy}
 *     (Bifet et al., "Pitfalls in benchmarking data stream classification and how to avoid them",
 *     2013; "Efficient online evaluation of big data stream classifiers", 2015); NaN where the
 *     label never changed
 * @param majorityAccuracy the accuracy of predicting the most frequent of all labels before the
 *     example, the first of equals
 * @param lastLabelAccuracy the accuracy of predicting the label before; class 0 before the first
 */
public record ClassificationScores(
    double examples,
    double loss,
    double accuracy,
    double kappa,
    double kappaTemporal,
    double majorityAccuracy,
    double lastLabelAccuracy)
    implements Scores {}
