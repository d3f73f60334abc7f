package io.assay.causal.its;

import io.assay.causal.CausalData;
import io.assay.causal.Key;
import io.assay.causal.Refused;
import io.assay.data.NumberColumn;
import io.assay.statistics.sample.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** One series in the order of its periods. */
final class Periods {

    /** The answer has each of them four times. */
    private static final int MOST_PERIODS = 100_000;

    private final double[] time;
    private final double[] outcome;
    private final List<String> labels;
    private final double from;
    private final boolean numeric;
    private final List<String> controlNames;
    private final double[][] controls;
    private final int others;

    private Periods(
            double[] time,
            double[] outcome,
            List<String> labels,
            double from,
            boolean numeric,
            List<String> controlNames,
            double[][] controls,
            int others) {
        this.time = time;
        this.outcome = outcome;
        this.labels = labels;
        this.from = from;
        this.numeric = numeric;
        this.controlNames = controlNames;
        this.controls = controls;
        this.others = others;
    }

    static Periods of(InterruptedSeriesRequest request, CausalData data) {
        int[] rows = rows(request, data);
        Key periods = data.key("/time_col");
        boolean numeric = data.isNumber("/time_col");
        if (rows.length > MOST_PERIODS) {
            throw Refused.at(
                    "/time_col", "tells %,d periods, and a series may have %,d".formatted(rows.length, MOST_PERIODS));
        }
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int code = periods.codes()[rows[i]];
            values[i] = numeric ? periods.value(code) : code;
        }
        int[] order = Order.ascending(values);
        double[] y = data.number("/outcome");
        double[] time = new double[rows.length];
        double[] outcome = new double[rows.length];
        List<String> labels = new ArrayList<>();
        List<NumberColumn> columns = data.controls();
        double[][] controls = new double[columns.size()][rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[order[i]];
            time[i] = values[order[i]];
            outcome[i] = y[row];
            labels.add(periods.labels().get(periods.codes()[row]));
            if (i > 0 && time[i] == time[i - 1]) {
                throw Refused.at(
                        request.unitCol() == null ? "/unit_col" : "/time_col",
                        "must tell one series from others: period %s has several rows".formatted(labels.get(i)));
            }
            for (int k = 0; k < controls.length; k++) {
                controls[k][i] = columns.get(k).values()[row];
            }
        }
        return new Periods(
                time,
                outcome,
                labels,
                from(request.intervention(), periods, numeric, time, labels),
                numeric,
                columns.stream().map(NumberColumn::name).toList(),
                controls,
                data.rows() - rows.length);
    }

    private static int[] rows(InterruptedSeriesRequest request, CausalData data) {
        if (request.unitCol() == null || request.unit() == null) {
            return IntStream.range(0, data.rows()).toArray();
        }
        Key units = data.key("/unit_col");
        int code = units.labels().indexOf(request.unit());
        if (code < 0) {
            throw Refused.at("/unit", "is not among the values of " + units.name());
        }
        return IntStream.range(0, data.rows())
                .filter(row -> units.codes()[row] == code)
                .toArray();
    }

    /** The time of the first period that is not before the interruption. */
    private static double from(
            JsonNode intervention, Key periods, boolean numeric, double[] time, List<String> labels) {
        if (numeric != intervention.isNumber()) {
            throw Refused.at(
                    "/intervention",
                    "must be a %s, as the periods of %s are".formatted(numeric ? "number" : "text", periods.name()));
        }
        for (int i = 0; i < time.length; i++) {
            boolean after = numeric
                    ? time[i] >= intervention.doubleValue()
                    : labels.get(i).compareTo(intervention.stringValue()) >= 0;
            if (after) {
                return numeric ? intervention.doubleValue() : time[i];
            }
        }
        throw Refused.at("/intervention", "is after the last period, " + labels.getLast());
    }

    double[] time() {
        return time;
    }

    double[] outcome() {
        return outcome;
    }

    List<String> labels() {
        return labels;
    }

    /** When the interruption was. */
    double from() {
        return from;
    }

    int before() {
        int before = 0;
        while (before < time.length && time[before] < from) {
            before++;
        }
        return before;
    }

    /** A period for a plot. */
    Object point(int place) {
        return numeric ? (Object) time[place] : labels.get(place);
    }

    List<String> controlNames() {
        return controlNames;
    }

    double[][] controls() {
        return controls;
    }

    /** How many rows are of other series. */
    int others() {
        return others;
    }

    /** Whether the distance from each period to the next is the same. */
    boolean isRegular() {
        double step = time[1] - time[0];
        for (int i = 2; i < time.length; i++) {
            if (Math.abs(time[i] - time[i - 1] - step) > 1e-9 * step) {
                return false;
            }
        }
        return true;
    }
}
