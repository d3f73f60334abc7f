package io.assay.data;

import java.util.Map;

/** Takes a stored panel unit by unit, none of whose rows becomes an object. */
public interface UnitReader {

    /**
     * Is told first.
     *
     * @param periods ascending, each once
     * @param rows how many there are
     * @param complete how many of them have unit, period, treatment and outcome
     * @param missing how many lack a value, by column; only columns that do
     */
    void begin(Column periods, long rows, long complete, Map<String, Long> missing);

    /**
     * Is told of each unit, in their order.
     *
     * @param lowest the least cohort of its rows; NaN where none has one, or where treatment says it
     * @param highest the largest
     * @param named how many of its rows have a cohort
     * @param rows how many complete rows it has
     * @param outcome by period, NaN where there is none; the array is used again for the next unit
     * @param treated by period, 1 and 0; empty where the cohort is named
     */
    void unit(double lowest, double highest, long named, long rows, double[] outcome, double[] treated);
}
