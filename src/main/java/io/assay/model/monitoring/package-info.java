/**
 * Whether models still fit the rows that they are asked about: drift, a log of predictions, outcomes that come later. Uses
 * {@code model.profile}, {@code .run}, {@code .registry}, {@code .serving} and {@code .judgement}.
 */
@NullMarked
package io.assay.model.monitoring;

import org.jspecify.annotations.NullMarked;
