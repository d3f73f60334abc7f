package io.assay.experiment.readout;

import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;

/**
 * What is tested of an effect.
 *
 * @param scale of the effect
 * @param nullEffect the effect that is tested against
 * @param alternative the side on which it is rejected
 */
record Hypothesis(Scale scale, double nullEffect, Alternative alternative) {}
