package io.gradstream.evaluation; public record EvaluationSnapshot(long examples, Scores whole, Scores faded, Scores windowed) {}
