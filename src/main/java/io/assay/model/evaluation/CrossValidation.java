package io.assay.model.evaluation;

import io.assay.feature.Pointed;
import io.assay.feature.pipeline.FitWatch;
import io.assay.job.JobContext;
import io.assay.model.algorithm.Candidate;
import io.assay.model.algorithm.Candidate.Trained;
import io.assay.model.algorithm.OwnPool;
import io.assay.model.algorithm.Training;
import io.assay.model.judgement.Judge;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
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
     * @param maySkip whether a candidate that refuses these rows is left out, others having been tried as well
     */
    record Settings(long seed, int threads, double from, double to, boolean maySkip) {}

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

    /**
     * What came of it.
     *
     * @param judged candidate by candidate
     * @param refused what the others said that would not learn from these rows
     * @param last the last round with its models, to look at more closely
     */
    record Result(List<Judged> judged, List<String> refused, Prepared last) {}

    /**
     * As many rounds at once as there are threads and memory for: several trainings of one thread each do more than one of
     * several threads, which wait for each other.
     *
     * @param rows how many rows there are in all
     */
    Result run(int rows) {
        int all = rounds.rounds().size();
        List<Tally> tallies = candidates.stream()
                .map(candidate -> new Tally(candidate, rows, all))
                .toList();
        Shares shares = new Shares(all);
        AtomicReference<@Nullable Prepared> first = new AtomicReference<>(prepare(0, shares));
        int most = mostAtOnce(Objects.requireNonNull(first.get()), rows);
        AtomicReference<@Nullable Prepared> last = new AtomicReference<>();
        for (int begun = 0; begun < all; begun += most) {
            int start = begun;
            int atOnce = Math.min(most, all - begun);
            OwnPool.range(atOnce).forEach(place -> {
                int round = start + place;
                Prepared prepared = round == 0 ? first.getAndSet(null) : prepare(round, shares);
                judge(Objects.requireNonNull(prepared), round, settings.threads() / atOnce, tallies, shares);
                if (round == all - 1) {
                    last.set(prepared);
                }
            });
        }
        return result(tallies, Objects.requireNonNull(last.get(), "no round"));
    }

    private static Result result(List<Tally> tallies, Prepared last) {
        List<Judged> judged = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Tally tally : tallies) {
            ProblemException refusal = tally.refusal.get();
            if (refusal == null) {
                judged.add(tally.judged());
            } else {
                refused.add(tally.candidate.name() + " was left out: " + refusal.detail());
            }
        }
        // A baseline alone is no answer.
        if (judged.size() < 2) {
            tallies.stream()
                    .map(tally -> tally.refusal.get())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(refusal -> {
                        throw refusal;
                    });
        }
        return new Result(judged, refused, last);
    }

    private Prepared prepare(int round, Shares shares) {
        return preparing.prepare(rounds.rounds().get(round), new FitWatch() {
            @Override
            public void at(double fraction, String doing) {
                shares.at(round, FEATURES * fraction, "features");
            }

            @Override
            public void needs(long bytes, String what) {
                context.needs(bytes, what);
            }
        });
    }

    private void judge(Prepared prepared, int round, int threads, List<Tally> tallies, Shares shares) {
        double step = (1 - FEATURES) / tallies.size();
        for (int c = 0; c < tallies.size(); c++) {
            double begin = FEATURES + c * step;
            String name = candidates.get(c).name();
            tallies.get(c)
                    .add(
                            prepared,
                            round,
                            new Training(
                                    settings.seed(),
                                    Math.max(1, threads),
                                    (done, of) -> shares.at(round, begin + step * done / of, name)));
        }
        shares.at(round, 1, "judged");
    }

    /** @throws io.assay.platform.problem.ProblemException with status 422 when there is no memory for one */
    private int mostAtOnce(Prepared prepared, int rows) {
        int features = prepared.pipeline().names().size();
        long table = prepared.pipeline().bytes(rows);
        context.needs(
                3 * table,
                String.format(
                        Locale.ROOT, "%,d rows of %,d features, twice in training and once to judge", rows, features));
        long most = 3 * table;
        for (Candidate candidate : candidates) {
            long bytes = 2 * table + candidate.algorithm().bytes(rows, features);
            context.needs(
                    bytes,
                    String.format(Locale.ROOT, "%s on %,d rows of %,d features", candidate.name(), rows, features));
            most = Math.max(most, bytes);
        }
        int atOnce =
                OwnPool.isOwn() ? Math.min(settings.threads(), rounds.rounds().size()) : 1;
        while (atOnce > 1 && !context.has(atOnce * most)) {
            atOnce--;
        }
        return atOnce;
    }

    /** How far the rounds are that run beside each other. */
    private final class Shares {

        private final double[] shares;

        Shares(int rounds) {
            this.shares = new double[rounds];
        }

        synchronized void at(int round, double share, String doing) {
            shares[round] = share;
            double mean = Arrays.stream(shares).sum() / shares.length;
            context.progress(
                    settings.from() + (settings.to() - settings.from()) * mean,
                    "fold %d of %d: %s".formatted(round + 1, shares.length, doing));
        }
    }

    /** One candidate through the rounds. */
    private final class Tally {

        private final Candidate candidate;
        private final OutOfFold outOfFold;
        private final List<Map<String, @Nullable Double>> test;
        private final List<Map<String, @Nullable Double>> train;
        private final AtomicReferenceArray<Trained> trained;
        private final LongAdder nanos = new LongAdder();
        private final AtomicReference<@Nullable ProblemException> refusal = new AtomicReference<>();

        Tally(Candidate candidate, int rows, int rounds) {
            this.candidate = candidate;
            this.outOfFold = new OutOfFold(rows);
            this.test = new ArrayList<>(Collections.nCopies(rounds, Map.of()));
            this.train = new ArrayList<>(Collections.nCopies(rounds, Map.of()));
            this.trained = new AtomicReferenceArray<>(rounds);
        }

        /** Each round has places of its own. */
        void add(Prepared prepared, int round, Training training) {
            if (refusal.get() != null) {
                return;
            }
            try {
                learn(prepared, round, training);
            } catch (ProblemException refused) {
                if (!settings.maySkip() || candidate.equals(candidates.getFirst())) {
                    throw refused;
                }
                refusal.compareAndSet(null, refused);
            }
        }

        private void learn(Prepared prepared, int round, Training training) {
            long begin = System.nanoTime();
            Trained made = candidate.train(prepared.training(), training);
            nanos.add(System.nanoTime() - begin);
            trained.set(round, made.alone());
            Model model = made.model();
            int[] tested = prepared.round().test();
            int[] learned = prepared.round().train();
            double[][] margins = Pointed.at("/data", () -> Scoring.margins(model, prepared.test(), tested.length));
            double[][] predictions = Arrays.stream(margins).map(double[]::clone).toArray(double[][]::new);
            model.predict(predictions, tested.length);
            outOfFold.add(round, tested, margins, predictions);
            test.set(round, values(predictions, tested));
            double[][] left = made.learned().margins();
            double[][] known = left == null || prepared.isServedOtherwise()
                    ? Scoring.margins(model, prepared.seen(), learned.length)
                    : left;
            model.predict(known, learned.length);
            train.set(round, values(known, learned));
        }

        private Map<String, @Nullable Double> values(double[][] predictions, int[] rows) {
            Material material = preparing.material();
            return new Predicted(task, predictions, material.outcomes(rows), material.weights(rows), null)
                    .values(judge);
        }

        Judged judged() {
            Map<String, Folded> folded = new LinkedHashMap<>();
            for (String metric : test.getFirst().keySet()) {
                folded.put(
                        metric, Folded.of(judge.better(task, metric), figures(test, metric), figures(train, metric)));
            }
            return new Judged(
                    candidate,
                    folded,
                    outOfFold,
                    IntStream.range(0, trained.length()).mapToObj(trained::get).toList(),
                    nanos.sum() / NANOS);
        }

        private static List<@Nullable Double> figures(List<Map<String, @Nullable Double>> rounds, String metric) {
            List<@Nullable Double> figures = new ArrayList<>();
            rounds.forEach(values -> figures.add(values.get(metric)));
            return figures;
        }
    }
}
