/**
 * Posterior distributions and what is decided by them: credible intervals, chance to win, expected loss, probability of
 * being best. By closed forms and quadrature, never by simulation. May use {@code statistics} and {@code
 * statistics.distribution}, nothing else.
 */
@NullMarked
package io.assay.statistics.bayes;

import org.jspecify.annotations.NullMarked;
