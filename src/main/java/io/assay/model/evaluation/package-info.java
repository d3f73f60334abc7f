/**
 * Evaluation: the outcome read, the rows split, every fold fitted anew, the models compared and the checklist gone
 * through. Uses {@code model.algorithm}, {@code model.judgement} and {@code model.explanation}.
 */
@NullMarked
package io.assay.model.evaluation;

import org.jspecify.annotations.NullMarked;
