package io.assay.statistics.matching;

/**
 * An effect and how sure it is.
 *
 * @param estimate in units of the outcome
 * @param standardError in the same units
 * @param treatedMean mean outcome with treatment, as the method has it
 * @param controlMean mean outcome without
 * @param degreesOfFreedom of Student's t; infinity for the normal distribution
 */
public record Effect(
        double estimate, double standardError, double treatedMean, double controlMean, double degreesOfFreedom) {}
