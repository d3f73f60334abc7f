package io.assay.data;

import java.util.Arrays;

/** Moments to the microsecond. */
public final class TimeColumn implements Column {

    public static final long MISSING = Long.MIN_VALUE;

    private final String name;
    private final long[] micros;
    private final boolean local;

    /**
     * @param micros since 1970-01-01T00:00 UTC; {@link #MISSING} is missing
     * @param local whether the source named no time zone: then the micros are those of its date and time read as UTC,
     *     and what a clock on the wall showed needs no zone to be told
     */
    public TimeColumn(String name, long[] micros, boolean local) {
        this.name = name;
        this.micros = micros;
        this.local = local;
    }

    @Override
    public String name() {
        return name;
    }

    public long[] micros() {
        return micros;
    }

    public boolean isLocal() {
        return local;
    }

    @Override
    public int size() {
        return micros.length;
    }

    @Override
    public boolean isMissing(int row) {
        return micros[row] == MISSING;
    }

    @Override
    public TimeColumn renamed(String newName) {
        return new TimeColumn(newName, micros, local);
    }

    @Override
    public TimeColumn take(int[] rows) {
        return new TimeColumn(
                name, Arrays.stream(rows).mapToLong(row -> micros[row]).toArray(), local);
    }
}
