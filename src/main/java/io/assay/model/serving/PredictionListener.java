package io.assay.model.serving;

/** Is told of rows that were scored. It must return at once, and what it throws is its own affair: the caller has the answer. */
@FunctionalInterface
public interface PredictionListener {

    void scored(ScoredRows rows);
}
