package io.assay.data;

import java.util.Locale;

/** What a column of a stored table is. */
public enum ColumnType {
    /** Whole numbers of at most 2^53 in magnitude. */
    INTEGER,
    /** Finite numbers. */
    NUMBER,
    TEXT,
    /** Days. */
    DATE,
    /** Dates and times of no time zone. */
    DATETIME,
    /** Moments: dates and times whose offset from UTC was given. */
    INSTANT;

    /** As it is spelled in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isNumeric() {
        return this == INTEGER || this == NUMBER;
    }

    public boolean isTime() {
        return this == DATE || this == DATETIME || this == INSTANT;
    }
}
