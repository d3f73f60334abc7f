/**
 * The readout of an experiment: from the sufficient statistics of its arms to effects under every inference asked for, the
 * one that may be acted on today, the checks and the decision. {@link io.assay.experiment.readout.ReadoutInput} goes in,
 * {@code Readout} comes out, both without HTTP or a database. May use {@code statistics}, {@code platform} and the parent
 * package.
 */
@NullMarked
package io.assay.experiment.readout;

import org.jspecify.annotations.NullMarked;
