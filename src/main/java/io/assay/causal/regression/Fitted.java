package io.assay.causal.regression;

import io.assay.causal.CausalData;
import io.assay.causal.Dropped;
import io.assay.causal.Key;
import io.assay.causal.Refused;
import io.assay.causal.regression.RegressionAnswer.Way;
import io.assay.data.NumberColumn;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.FixedEffects;
import io.assay.statistics.regression.LeastSquares;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A request's regression, fitted, without the rows that a fixed effect explains alone. */
final class Fitted implements Regressed {

    /** Levels that may stand among the columns where they cannot be absorbed. */
    private static final int MOST_LEVELS = 200;

    private final RegressionRequest request;
    private final CausalData data;
    private final int @Nullable [] kept;
    private final int singletons;
    private final LeastSquares fit;
    private final List<Way> ways = new ArrayList<>();
    private final int shown;
    private final List<String> hidden;

    /** @param nested whether fixed effects that cross the clusters must be columns */
    Fitted(RegressionRequest request, CausalData data, boolean nested) {
        this.request = request;
        this.data = data;
        List<Key> effects = data.keys(RegressionRequest.EFFECTS);
        boolean[] keep = effects.isEmpty()
                ? null
                : FixedEffects.withoutSingletons(
                        effects.stream().map(Key::clusters).toList());
        int[] rows = keep == null
                ? null
                : IntStream.range(0, keep.length).filter(i -> keep[i]).toArray();
        this.singletons = rows == null ? 0 : data.rows() - rows.length;
        this.kept = singletons == 0 ? null : rows;
        if (rows != null && rows.length == 0) {
            throw Refused.at(RegressionRequest.EFFECTS, "explain every row alone, which leaves nothing to fit");
        }
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        if (data.has(RegressionRequest.TREATMENT)) {
            names.add(data.name(RegressionRequest.TREATMENT));
            columns.add(pick(data.number(RegressionRequest.TREATMENT)));
        }
        for (NumberColumn control : data.controls()) {
            names.add(control.name());
            columns.add(pick(control.values()));
        }
        List<Clusters> absorbed = new ArrayList<>();
        int before = names.size();
        for (Key effect : effects) {
            Clusters way = clusters(effect);
            boolean isColumns = nested && !way.within(clusters(0));
            ways.add(new Way(effect.name(), way.count(), !isColumns));
            if (isColumns) {
                spell(effect, way, names, columns);
            } else {
                absorbed.add(way);
            }
        }
        Design design =
                Design.of(names, columns.toArray(double[][]::new), pick(data.number(RegressionRequest.OUTCOME)));
        if (data.has(RegressionRequest.WEIGHTS)) {
            design = design.weighted(pick(data.number(RegressionRequest.WEIGHTS)));
        }
        if (!request.hasIntercept() && effects.isEmpty()) {
            design = design.withoutIntercept();
        }
        this.fit = LeastSquares.fit(
                absorbed.isEmpty() ? design : FixedEffects.of(absorbed).absorb(design));
        this.hidden = List.copyOf(names.subList(before, names.size()));
        this.shown = (int)
                fit.names().stream().filter(name -> !hidden.contains(name)).count();
    }

    private static void spell(Key effect, Clusters way, List<String> names, List<double[]> columns) {
        if (way.count() > MOST_LEVELS) {
            throw Refused.at(
                    "/errors",
                    "of this kind need %s, which crosses the clusters, as columns, and it has more than %d levels"
                            .formatted(effect.name(), MOST_LEVELS));
        }
        for (int level = 1; level < way.count(); level++) {
            double[] column = new double[way.rows()];
            for (int i = 0; i < column.length; i++) {
                column[i] = way.codes()[i] == level ? 1 : 0;
            }
            names.add(effect.name() + " level " + level);
            columns.add(column);
        }
    }

    private double[] pick(double[] values) {
        int[] rows = kept;
        if (rows == null) {
            return values;
        }
        double[] picked = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    /** A key's clusters among the rows that are fitted. */
    Clusters clusters(Key key) {
        int[] rows = kept;
        return rows == null
                ? key.clusters()
                : Clusters.of(
                        key.name(),
                        IntStream.of(rows).map(row -> key.codes()[row]).toArray());
    }

    /** One of cluster_cols. */
    Clusters clusters(int place) {
        return clusters(data.keys(RegressionRequest.CLUSTERS).get(place));
    }

    /** All of cluster_cols. */
    List<Clusters> clusters() {
        return data.keys(RegressionRequest.CLUSTERS).stream()
                .map(this::clusters)
                .toList();
    }

    /** Periods in order, a code for each step between them; for each period that there is where steps are uneven. */
    Clusters periods() {
        Key time = data.key(RegressionRequest.TIME);
        int[] steps = time.steps();
        int[] codes = steps == null ? time.codes() : steps;
        int[] rows = kept;
        return Clusters.ordered(
                time.name(),
                rows == null ? codes : IntStream.of(rows).map(row -> codes[row]).toArray());
    }

    /** Whether fixed effects that cross the one way of clustering are few enough to be columns. */
    boolean isNestable() {
        return data.keys(RegressionRequest.EFFECTS).stream()
                .map(this::clusters)
                .allMatch(way -> way.count() <= MOST_LEVELS || way.within(clusters(0)));
    }

    @Override
    public LeastSquares fit() {
        return fit;
    }

    @Override
    public RegressionRequest request() {
        return request;
    }

    CausalData data() {
        return data;
    }

    @Override
    public List<Way> ways() {
        return ways;
    }

    /** How many coefficients are of the request's own columns; they come first. */
    @Override
    public int shown() {
        return shown;
    }

    @Override
    public Dropped dropped() {
        List<String> left =
                fit.dropped().stream().filter(name -> !hidden.contains(name)).toList();
        return data.dropped(left).and("a fixed effect has no other row", singletons);
    }
}
