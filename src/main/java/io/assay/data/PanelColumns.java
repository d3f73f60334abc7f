package io.assay.data;

/**
 * The columns of a stored panel, one row per unit and period.
 *
 * @param unit that tells units apart
 * @param time the period, numbers
 * @param cohort when the unit is treated first, numbers; missing for never
 * @param outcome numbers
 */
public record PanelColumns(String unit, String time, String cohort, String outcome) {}
