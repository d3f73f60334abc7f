package io.assay.model.evaluation;

import io.assay.feature.Watched;
import io.assay.job.JobContext;
import io.assay.model.algorithm.Candidate;
import io.assay.model.algorithm.Candidate.Trained;
import io.assay.model.algorithm.Training;
import io.assay.model.evaluation.Rounds.Round;
import io.assay.model.judgement.Judge;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains every candidate in every round, on features that were fitted in that round, and judges it on the round's test
 * rows.
 */
final class CrossValidation {

    /** Of a round's time the part that goes into features. */
    private static final double FEATURES = 0.2;

    private static final double NANOS = 1e9;

    private final Preparing preparing;
    private final Rounds rounds;
    private final List<Candidate> candidates;
    private final Task task;
    private final Judge judge;
    private final Settings settings;
    private final JobContext context;

    /**
     * What a training may take.
     *
     * @param from how far the job is when it begins
     * @param to how far when it ends
     */
    record Settings(long seed, int threads, double from, double to) {}

    CrossValidation(
            Preparing preparing,
            Rounds rounds,
            List<Candidate> candidates,
            Task task,
            Judge judge,
            Settings settings,
            JobContext context) {
        this.preparing = preparing;
        this.rounds = rounds;
        this.candidates = List.copyOf(candidates);
        this.task = task;
        this.judge = judge;
        this.settings = settings;
        this.context = context;
    }

    /** What came of it, candidate by candidate, and the last round with its models, to look at more closely. */
    record Result(List<Judged> judged, Prepared last) {}

    /** @param rows how many rows there are in all */
    Result run(int rows) {
        List<Tally> tallies =
                candidates.stream().map(candidate -> new Tally(candidate, rows)).toList();
        List<Round> all = rounds.rounds();
        double each = (settings.to() - settings.from()) / all.size();
        Prepared prepared = null;
        for (int i = 0; i < all.size(); i++) {
            double from = settings.from() + i * each;
            String fold = "fold %d of %d".formatted(i + 1, all.size());
            context.progress(from, fold + ": features");
            prepared = preparing.prepare(all.get(i), new Watched(context, from, from + FEATURES * each));
            if (i == 0) {
                requireMemory(prepared, rows);
            }
            double start = from + FEATURES * each;
            double step = (1 - FEATURES) * each / tallies.size();
            for (int c = 0; c < tallies.size(); c++) {
                double begin = start + c * step;
                tallies.get(c)
                        .add(
                                prepared,
                                i,
                                watch(
                                        begin,
                                        step,
                                        fold + ": " + candidates.get(c).name()));
            }
        }
        if (prepared == null) {
            throw new IllegalStateException("no round");
        }
        return new Result(tallies.stream().map(Tally::judged).toList(), prepared);
    }

    private Training.Watch watch(double from, double step, String doing) {
        return (done, of) -> context.progress(from + step * done / of, doing);
    }

    private void requireMemory(Prepared prepared, int rows) {
        int features = prepared.pipeline().names().size();
        context.needs(
                3 * prepared.pipeline().bytes(rows),
                String.format(
                        Locale.ROOT, "%,d rows of %,d features, twice in training and once to judge", rows, features));
        for (Candidate candidate : candidates) {
            context.needs(
                    2 * prepared.pipeline().bytes(rows) + candidate.algorithm().bytes(rows, features),
                    String.format(Locale.ROOT, "%s on %,d rows of %,d features", candidate.name(), rows, features));
        }
    }

    /** A metric in each fold. */
    private record Figures(List<@Nullable Double> test, List<@Nullable Double> train) {}

    /** One candidate through the rounds. */
    private final class Tally {

        private final Candidate candidate;
        private final OutOfFold outOfFold;
        private final Map<String, Figures> figures = new LinkedHashMap<>();
        private final List<Trained> trained = new ArrayList<>();
        private long nanos;

        Tally(Candidate candidate, int rows) {
            this.candidate = candidate;
            this.outOfFold = new OutOfFold(rows);
        }

        void add(Prepared prepared, int round, Training.Watch watch) {
            long begin = System.nanoTime();
            Trained made =
                    candidate.train(prepared.training(), new Training(settings.seed(), settings.threads(), watch));
            nanos += System.nanoTime() - begin;
            trained.add(made);
            Model model = made.model();
            int[] tested = prepared.round().test();
            int[] learned = prepared.round().train();
            double[][] margins = model.margins(prepared.test(), tested.length);
            double[][] predictions = Arrays.stream(margins).map(double[]::clone).toArray(double[][]::new);
            model.predict(predictions, tested.length);
            outOfFold.add(round, tested, margins, predictions);
            values(predictions, tested)
                    .forEach((metric, value) -> figures(metric).test().add(value));
            values(model.predictions(prepared.seen(), learned.length), learned)
                    .forEach((metric, value) -> figures(metric).train().add(value));
        }

        private Figures figures(String metric) {
            return figures.computeIfAbsent(metric, first -> new Figures(new ArrayList<>(), new ArrayList<>()));
        }

        private Map<String, @Nullable Double> values(double[][] predictions, int[] rows) {
            Material material = preparing.material();
            return new Predicted(task, predictions, material.outcomes(rows), material.weights(rows)).values(judge);
        }

        Judged judged() {
            Map<String, Folded> folded = new LinkedHashMap<>();
            for (Map.Entry<String, Figures> entry : figures.entrySet()) {
                Figures one = entry.getValue();
                folded.put(entry.getKey(), Folded.of(judge.better(task, entry.getKey()), one.test(), one.train()));
            }
            return new Judged(candidate, folded, outOfFold, trained, nanos / NANOS);
        }
    }
}
