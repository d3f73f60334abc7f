package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Predictions of one version that were written together. Nobody writes to the arrays. */
final class LoggedBatch {

    private final String[] ids;
    private final long[] micros;
    private final Table rows;
    private final double[][] predictions;

    /**
     * @param micros since 1970 when each row was scored
     * @param rows the columns that the version reads
     * @param predictions for each output one number per row
     */
    LoggedBatch(String[] ids, long[] micros, Table rows, double[][] predictions) {
        this.ids = ids;
        this.micros = micros;
        this.rows = rows;
        this.predictions = predictions;
    }

    int size() {
        return ids.length;
    }

    String id(int row) {
        return ids[row];
    }

    long micros(int row) {
        return micros[row];
    }

    Table rows() {
        return rows;
    }

    double[][] predictions() {
        return predictions;
    }

    long firstMicros() {
        return Arrays.stream(micros).min().orElseThrow();
    }

    long lastMicros() {
        return Arrays.stream(micros).max().orElseThrow();
    }

    /** Some of its rows. */
    LoggedBatch take(int[] places) {
        String[] someIds = Arrays.stream(places).mapToObj(place -> ids[place]).toArray(String[]::new);
        long[] someMicros =
                Arrays.stream(places).mapToLong(place -> micros[place]).toArray();
        return new LoggedBatch(someIds, someMicros, rows.take(places), picked(predictions, places));
    }

    /** The rows of a time, the first included and the last not. */
    LoggedBatch within(long fromMicros, long toMicros) {
        int[] places = IntStream.range(0, ids.length)
                .filter(row -> micros[row] >= fromMicros && micros[row] < toMicros)
                .toArray();
        return places.length == ids.length ? this : take(places);
    }

    /** Its last rows. */
    LoggedBatch last(int most) {
        return most >= ids.length
                ? this
                : take(IntStream.range(ids.length - most, ids.length).toArray());
    }

    static double[][] picked(double[][] columns, int[] places) {
        return Arrays.stream(columns)
                .map(column -> Arrays.stream(places)
                        .mapToDouble(place -> column[place])
                        .toArray())
                .toArray(double[][]::new);
    }

    List<Column> columns() {
        return rows.columns();
    }
}
