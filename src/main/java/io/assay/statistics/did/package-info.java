/**
 * Panels in which units are treated at different times: effects by cohort and period, event studies, what their two-way
 * regression is made of, how far a conclusion survives broken trends. Uses the ground floor and its distributions.
 */
@NullMarked
package io.assay.statistics.did;

import org.jspecify.annotations.NullMarked;
