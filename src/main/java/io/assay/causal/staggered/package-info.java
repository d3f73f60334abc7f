/**
 * Panels whose units are treated at different times: event studies and estimators for staggered adoption. An estimator is a
 * {@link io.assay.causal.staggered.StaggeredEstimator}.
 */
@NullMarked
package io.assay.causal.staggered;

import org.jspecify.annotations.NullMarked;
