package io.assay.data;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a stored panel, one row per unit and period.
 *
 * @param unit that tells units apart
 * @param time the period
 * @param cohort when the unit is treated first, numbers; missing for never; null where treatment says it
 * @param treatment whether the unit is treated in the period: 0 and 1, or true and false; null where cohort says it
 * @param outcome numbers
 */
public record PanelColumns(
        String unit,
        String time,
        @Nullable String cohort,
        @Nullable String treatment,
        String outcome) {}
