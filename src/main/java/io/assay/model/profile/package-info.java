/**
 * What the rows looked like that a model learned from, and its scores of rows held out, as counts over bins that stay what
 * they were. Uses {@code feature.pipeline}, {@code data} and {@code statistics.drift}.
 */
@NullMarked
package io.assay.model.profile;

import org.jspecify.annotations.NullMarked;
