package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.model.evaluation.Explaining;
import io.assay.model.monitoring.DriftRules.Compared;
import io.assay.model.monitoring.ModelDrift.Beside;
import io.assay.model.monitoring.MonitoringRepository.Window;
import io.assay.model.profile.ColumnProfile;
import io.assay.model.profile.ReferenceProfile;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.rank.RankCorrelation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the log of a version and holds it against what the version learned from. */
@Component
class DriftReader {

    static final String TOO_OLD =
            "the run was trained before what later rows are held against was kept: train again, and register the new run";

    private final Monitored monitored;
    private final MonitoringRepository predictions;
    private final AnalysisTimer timer;

    DriftReader(Monitored monitored, MonitoringRepository predictions, AnalysisTimer timer) {
        this.monitored = monitored;
        this.predictions = predictions;
        this.timer = timer;
    }

    /** @throws io.assay.platform.problem.ProblemException with status 404 when there is no such version */
    ModelDrift read(String model, int version, Instant from, Instant to, int most) {
        Monitored.Version about = monitored.version(model, version);
        return timer.time("model_drift", () -> read(about, new Window(model, version, null, from, to), most));
    }

    private ModelDrift read(Monitored.Version about, Window window, int most) {
        Optional<ReferenceProfile> reference = monitored.reference(about);
        Counting counting = new Counting(reference.orElse(null));
        predictions.read(window, most, reference.isPresent(), counting::add);
        DriftReading reading = reference
                .filter(profile -> counting.rows > 0)
                .map(counting::read)
                .orElse(null);
        return new ModelDrift(
                window.model(),
                window.version(),
                counting.rows,
                counting.rows == 0 ? null : MonitoringRepository.instant(counting.first),
                counting.rows == 0 ? null : MonitoringRepository.instant(counting.last),
                reading,
                reading != null ? null : reference.isEmpty() ? TOO_OLD : "no prediction of that time is kept",
                counting.rows == 0 ? List.of() : beside(about, window, counting));
    }

    /** Where a row is among all that were read, and when it was scored. */
    private record Place(int row, long micros) {

        /** Of two of one id the one that was scored last: batches come the newest first, and both sides are to choose alike. */
        static Place newer(Place one, Place other) {
            return other.micros > one.micros ? other : one;
        }
    }

    /** Counts over the frozen bins, batch by batch; of the predictions themselves it keeps the numbers. */
    private static final class Counting {

        private final @Nullable ReferenceProfile profile;
        private final List<long[]> columns = new ArrayList<>();
        private final List<long[]> scores = new ArrayList<>();
        private final Map<String, Place> places = new HashMap<>();
        private final List<double[][]> said = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();
        private int rows;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Counting(@Nullable ReferenceProfile profile) {
            this.profile = profile;
        }

        void add(LoggedBatch batch) {
            for (int row = 0; row < batch.size(); row++) {
                Place place = new Place(rows + row, batch.micros(row));
                places.merge(batch.id(row), place, Place::newer);
            }
            said.add(batch.predictions());
            sizes.add(batch.size());
            rows += batch.size();
            first = Math.min(first, batch.firstMicros());
            last = Math.max(last, batch.lastMicros());
            if (profile != null) {
                for (int i = 0; i < profile.columns().size(); i++) {
                    ColumnProfile column = profile.columns().get(i);
                    Column now = batch.rows().column(column.column());
                    if (now == null) {
                        throw new IllegalStateException("a prediction without " + column.column());
                    }
                    sum(columns, i, column.counts(now));
                }
                for (int output = 0; output < profile.scores().size(); output++) {
                    ColumnProfile score = profile.scores().get(output);
                    sum(
                            scores,
                            output,
                            score.counts(new NumberColumn(score.column(), batch.predictions()[output], false)));
                }
            }
        }

        private static void sum(List<long[]> sums, int place, long[] counts) {
            if (place == sums.size()) {
                sums.add(counts);
            } else {
                long[] sum = sums.get(place);
                for (int bin = 0; bin < sum.length; bin++) {
                    sum[bin] += counts[bin];
                }
            }
        }

        DriftReading read(ReferenceProfile reference) {
            return DriftRules.read(compared(reference.columns(), columns), compared(reference.scores(), scores));
        }

        private static List<Compared> compared(List<ColumnProfile> profiles, List<long[]> counts) {
            List<Compared> compared = new ArrayList<>();
            for (int i = 0; i < profiles.size(); i++) {
                compared.add(Compared.of(profiles.get(i), counts.get(i)));
            }
            return compared;
        }

        /** What was said of all rows, by their places. */
        double[] output(int output) {
            double[] all = new double[rows];
            int at = 0;
            for (int batch = 0; batch < said.size(); batch++) {
                System.arraycopy(said.get(batch)[output], 0, all, at, sizes.get(batch));
                at += sizes.get(batch);
            }
            return all;
        }
    }

    private List<Beside> beside(Monitored.Version about, Window window, Counting mine) {
        List<Beside> beside = new ArrayList<>();
        for (MonitoringRepository.Version other : predictions.versions()) {
            if (!other.model().equals(window.model()) || other.version() == window.version()) {
                continue;
            }
            for (boolean shadow : new boolean[] {false, true}) {
                Window theirs = new Window(other.model(), other.version(), shadow, window.from(), window.to());
                beside.addAll(compared(about, theirs, shadow, mine));
            }
        }
        return beside;
    }

    private List<Beside> compared(Monitored.Version about, Window theirs, boolean shadow, Counting mine) {
        int[] places = new int[mine.rows];
        Arrays.fill(places, -1);
        Counting others = new Counting(null);
        // The same rows are newest of both; those that only the others were asked about come between them.
        predictions.read(theirs, 2 * mine.rows, false, others::add);
        int both = 0;
        for (Map.Entry<String, Place> row : mine.places.entrySet()) {
            Place place = others.places.get(row.getKey());
            if (place != null) {
                places[row.getValue().row()] = place.row();
                both++;
            }
        }
        List<Beside> beside = new ArrayList<>();
        List<String> names = Explaining.outputs(about.target());
        for (int output = 0; both > 0 && output < names.size(); output++) {
            beside.add(compared(
                    theirs.version(),
                    shadow,
                    names.get(output),
                    mine.output(output),
                    others.output(output),
                    places,
                    both));
        }
        return beside;
    }

    private static Beside compared(
            int version, boolean shadow, String name, double[] mine, double[] others, int[] places, int both) {
        double[] one = new double[both];
        double[] other = new double[both];
        double sum = 0;
        double magnitudes = 0;
        int at = 0;
        for (int row = 0; row < places.length; row++) {
            if (places[row] >= 0) {
                one[at] = mine[row];
                other[at] = others[places[row]];
                sum += one[at] - other[at];
                magnitudes += Math.abs(one[at] - other[at]);
                at++;
            }
        }
        return new Beside(
                version, shadow, name, both, sum / both, magnitudes / both, RankCorrelation.spearman(one, other));
    }
}
