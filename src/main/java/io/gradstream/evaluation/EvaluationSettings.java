package io.gradstream.evaluation; public record EvaluationSettings(int window, double fading) {}
