package io.assay.model.judgement;

/** In which direction a metric gets better. */
public enum Better {
    HIGHER,
    LOWER
}
