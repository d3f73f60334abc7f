package io.assay.statistics.bayes;

/**
 * What a choice costs on average where it is the wrong one, in the units of the effect.
 *
 * @param choosingControl expected improvement that is forgone by staying with control
 * @param choosingTreatment expected worsening that is taken on with treatment
 */
public record ExpectedLoss(double choosingControl, double choosingTreatment) {}
