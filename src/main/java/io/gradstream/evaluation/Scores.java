package io.gradstream.evaluation; public sealed interface Scores permits ClassificationScores, RegressionScores { double loss(); }
