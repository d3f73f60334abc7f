package io.assay.model.serving;

import io.assay.data.Table;
import java.time.Instant;

/** Rows with what a version said of them. Nobody writes to its arrays. */
public final class ScoredRows {

    private final Loaded model;
    private final Instant at;
    private final String[] ids;
    private final Table rows;
    private final double[][] predictions;
    private final boolean shadow;
    private final String request;

    /**
     * @param ids one for each row
     * @param rows the columns that the version reads, of the types that they had in training
     * @param predictions for each output one number per row
     * @param shadow whether nobody was answered with them
     * @param request the id of the request
     */
    public ScoredRows(
            Loaded model,
            Instant at,
            String[] ids,
            Table rows,
            double[][] predictions,
            boolean shadow,
            String request) {
        this.model = model;
        this.at = at;
        this.ids = ids;
        this.rows = rows;
        this.predictions = predictions;
        this.shadow = shadow;
        this.request = request;
    }

    /** About how many bytes it takes in memory. */
    public long bytes() {
        return Footprint.of(rows, ids) + (long) Double.BYTES * predictions.length * ids.length;
    }

    public Loaded model() {
        return model;
    }

    public Instant at() {
        return at;
    }

    public int size() {
        return ids.length;
    }

    public String id(int row) {
        return ids[row];
    }

    /** The columns that the version reads, of the types that they had in training. */
    public Table rows() {
        return rows;
    }

    /** For each output one number per row. */
    public double[][] predictions() {
        return predictions;
    }

    /** Whether the challenger said it beside the champion, and nobody was answered with it. */
    public boolean shadow() {
        return shadow;
    }

    public String request() {
        return request;
    }
}
