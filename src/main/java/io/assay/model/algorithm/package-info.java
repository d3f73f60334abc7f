/**
 * What trains a model, each algorithm a class. Smile and XGBoost are used here and nowhere else: what leaves is a
 * {@code scoring.Model} of ours.
 */
@NullMarked
package io.assay.model.algorithm;

import org.jspecify.annotations.NullMarked;
