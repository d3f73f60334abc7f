/** Regressions of the caller's own: fixed effects, every kind of errors, the wild bootstrap. */
@NullMarked
package io.assay.causal.regression;

import org.jspecify.annotations.NullMarked;
