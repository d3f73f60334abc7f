package io.assay.model.evaluation;

public record Explanation(String method) {}
