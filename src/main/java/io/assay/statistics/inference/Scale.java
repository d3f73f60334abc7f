package io.assay.statistics.inference;

/** The scale of an effect. */
public enum Scale {
    /** Treatment minus control, in the metric's units. */
    ABSOLUTE,
    /** That difference over the absolute value of the control mean. */
    RELATIVE
}
