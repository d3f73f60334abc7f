/**
 * Straight-line models: how far predicted numbers are from what came, and least squares with its standard errors
 * (heteroskedasticity, clusters, time). Uses nothing but the ground floor.
 */
@NullMarked
package io.assay.statistics.regression;

import org.jspecify.annotations.NullMarked;
