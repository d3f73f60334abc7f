/**
 * Pipelines: the document that asks for features, the document that says what was learned, and the one class that makes
 * features of rows, in training and in serving. Finds the transformers of {@code feature.transform} by their kind.
 */
@NamedInterface("pipeline")
@NullMarked
package io.assay.feature.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
