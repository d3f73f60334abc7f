/** Hyperparameters found on training rows alone. Uses {@code model.algorithm} and {@code model.split}. */
@NullMarked
package io.assay.model.search;

import org.jspecify.annotations.NullMarked;
