/**
 * How much each feature, and each column that it was made of, says in a model's margin: Shapley values and permutation
 * importance. Pure functions; uses {@code model.scoring} and {@code statistics}.
 */
@NullMarked
package io.assay.model.explanation;

import org.jspecify.annotations.NullMarked;
