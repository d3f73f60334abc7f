/**
 * The checklist of a readout as pure functions: what the data, the plan and the period say about how far a result can
 * be trusted. May use {@code statistics} and {@code statistics.distribution}, nothing else.
 */
@NullMarked
package io.assay.statistics.check;

import org.jspecify.annotations.NullMarked;
