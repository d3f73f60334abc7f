/**
 * Posterior distributions and what is decided by them: credible intervals, chance to win, expected loss, probability of
 * being best. By closed forms and quadrature, never by simulation. May use {@code statistics},
 * {@code statistics.distribution} and the counts of {@code statistics.proportion}, nothing else.
 */
@NullMarked
package io.assay.statistics.bayes;

import org.jspecify.annotations.NullMarked;
