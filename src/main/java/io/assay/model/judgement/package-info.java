/**
 * What is to be said of predictions: metrics with intervals, curves, thresholds, comparisons and segments, for whoever has
 * predictions and outcomes. A metric is a class. Uses {@code statistics} and {@code model.scoring}.
 */
@NullMarked
package io.assay.model.judgement;

import org.jspecify.annotations.NullMarked;
