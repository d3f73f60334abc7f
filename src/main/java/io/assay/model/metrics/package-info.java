/**
 * Predictions that were made anywhere, judged and calibrated. Uses {@code model.judgement} and {@code model.evaluation}.
 */
@NullMarked
package io.assay.model.metrics;

import org.jspecify.annotations.NullMarked;
