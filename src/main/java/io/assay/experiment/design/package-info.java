/**
 * The design of an experiment: sample size, power, detectable effect or duration for any metric and plan, from the request
 * to the answer. Composes {@code statistics.power}. May use {@code statistics}, {@code platform} and the parent package.
 */
@NullMarked
package io.assay.experiment.design;

import org.jspecify.annotations.NullMarked;
