/**
 * Populations with a known truth, drawn as the sufficient statistics of an arm wherever these have a known distribution,
 * unit by unit where they have none. Uses the data types of statistics.moments only, none of its estimators.
 */
@NullMarked
package io.assay.validity.population;

import org.jspecify.annotations.NullMarked;
