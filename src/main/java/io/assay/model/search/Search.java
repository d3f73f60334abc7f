package io.assay.model.search;

import io.assay.model.algorithm.Algorithm;
import io.assay.model.algorithm.Algorithms;
import io.assay.model.algorithm.Candidate;
import io.assay.model.algorithm.Dimension;
import io.assay.model.algorithm.Given;
import io.assay.model.algorithm.Learned;
import io.assay.model.algorithm.SearchReport;
import io.assay.model.algorithm.SearchReport.Rung;
import io.assay.model.algorithm.SearchReport.Trial;
import io.assay.model.algorithm.Training;
import io.assay.model.algorithm.TrainingSet;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.model.split.Round;
import io.assay.model.split.Splits;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.split.HoldOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An algorithm whose hyperparameters are found on the rows that it is trained on: points that fill the space begin on few
 * rows, and the better third of each stage goes on to three times as many. Each is ranked by its mean loss over inner
 * folds. In cross-validation every round searches anew on its own training rows, so that the estimate is honest. Source:
 * Jamieson and Talwalkar (2016), "Non-stochastic best arm identification and hyperparameter optimization", AISTATS.
 */
public final class Search<H extends Record> implements Candidate {

    private static final int FOLDS = 3;
    private static final int FACTOR = 3;

    /** On fewer rows than this, what is better is chance. */
    private static final int FEWEST_ROWS = 300;

    private final Algorithm<H> algorithm;
    private final Algorithms algorithms;
    private final ObjectNode fixed;
    private final SearchRequest request;

    /** @param fixed hyperparameters that are given and not searched for */
    public Search(Algorithm<H> algorithm, Algorithms algorithms, @Nullable ObjectNode fixed, SearchRequest request) {
        this.algorithm = algorithm;
        this.algorithms = algorithms;
        this.fixed = fixed == null ? JsonNodeFactory.instance.objectNode() : fixed;
        this.request = request;
    }

    @Override
    public Algorithm<H> algorithm() {
        return algorithm;
    }

    @Override
    public @Nullable Record given() {
        return null;
    }

    /** One combination. */
    private record Point<H extends Record>(int number, ObjectNode patch, Given<H> candidate) {}

    /** One combination and its loss. */
    private record Ranked<H extends Record>(Point<H> point, double loss) {}

    @Override
    public Trained train(TrainingSet data, Training training) {
        long end = System.nanoTime() + request.budget().toNanos();
        List<Point<H>> left = points(training.seed());
        List<Rung> rungs = new ArrayList<>();
        int stages = stages(left.size(), data.rows());
        int trainings = trainings(left.size(), stages) * FOLDS + 1;
        int done = 0;
        boolean complete = true;
        for (int stage = 0; stage < stages; stage++) {
            TrainingSet rows = stage == stages - 1
                    ? data
                    : data.take(sample(data, Math.pow(FACTOR, stage - stages + 1.0), training.seed()));
            List<Round> rounds = rounds(rows, training.seed());
            List<Ranked<H>> ranked = new ArrayList<>();
            for (Point<H> point : left) {
                if (System.nanoTime() > end && !(rungs.isEmpty() && ranked.isEmpty())) {
                    complete = false;
                    break;
                }
                ranked.add(new Ranked<>(point, loss(point.candidate(), rows, rounds, training, done, trainings)));
                done += FOLDS;
            }
            if (!complete && (!rungs.isEmpty() || ranked.isEmpty())) {
                break;
            }
            ranked.sort(Comparator.<Ranked<H>>comparingDouble(Ranked::loss)
                    .thenComparingInt(one -> one.point().number()));
            rungs.add(new Rung(
                    rows.rows(),
                    ranked.stream()
                            .map(one -> new Trial(one.point().patch(), one.loss()))
                            .toList()));
            left = ranked.stream()
                    .limit(Math.max(1, (ranked.size() + FACTOR - 1) / FACTOR))
                    .map(Ranked::point)
                    .toList();
            if (!complete) {
                break;
            }
        }
        Given<H> best = left.getFirst().candidate();
        Learned model = algorithm.learn(data, best.given(), part(training, trainings - 1, trainings));
        return new Trained(model, best.given(), new SearchReport(Loss.name(data.task()), rungs, complete));
    }

    private List<Point<H>> points(long seed) {
        List<Dimension> space = algorithm.space().stream()
                .filter(dimension -> !fixed.has(dimension.name()))
                .toList();
        SpaceFilling filling = new SpaceFilling(space.size(), seed);
        List<Point<H>> points = new ArrayList<>();
        int count = space.isEmpty() ? 1 : request.candidatesOrDefault();
        for (int i = 0; i < count; i++) {
            ObjectNode patch = fixed.deepCopy();
            // The first one is what the defaults are.
            for (int d = 0; i > 0 && d < space.size(); d++) {
                Number value = space.get(d).at(filling.point(i)[d]);
                if (value instanceof Long whole) {
                    patch.put(space.get(d).name(), whole);
                } else {
                    patch.put(space.get(d).name(), value.doubleValue());
                }
            }
            points.add(new Point<>(i, patch, algorithms.bound(algorithm, patch)));
        }
        return points;
    }

    private static int stages(int candidates, int rows) {
        int stages = 1;
        int left = candidates;
        double first = rows / (double) FACTOR;
        while (left > FACTOR && first >= FEWEST_ROWS) {
            stages++;
            left = (left + FACTOR - 1) / FACTOR;
            first /= FACTOR;
        }
        return stages;
    }

    private static int trainings(int candidates, int stages) {
        int trainings = 0;
        int left = candidates;
        for (int stage = 0; stage < stages; stage++) {
            trainings += left;
            left = Math.max(1, (left + FACTOR - 1) / FACTOR);
        }
        return trainings;
    }

    private static int[] sample(TrainingSet data, double share, long seed) {
        try {
            HoldOut drawn = data.task() == Task.REGRESSION
                    ? HoldOut.random(data.rows(), share, seed)
                    : HoldOut.stratified(classes(data), share, seed);
            int[] rows = drawn.test();
            Arrays.sort(rows);
            return rows;
        } catch (InvalidInputException refusal) {
            throw refused("does not fit %,d training rows of a round, of which it begins on few: %s"
                    .formatted(data.rows(), refusal.getMessage()));
        }
    }

    /** Rounds within these rows, by the rule of the rounds around them: those that leave every class to learn from. */
    private static List<Round> rounds(TrainingSet data, long seed) {
        Splits splits = data.splits();
        List<Round> rounds;
        try {
            rounds = splits.folds(FOLDS, seed);
        } catch (InvalidInputException refusal) {
            throw refused("does not fit %,d training rows of a round, which it splits in %d: %s"
                    .formatted(data.rows(), FOLDS, refusal.getMessage()));
        }
        List<Round> learnable = rounds.stream()
                .filter(round ->
                        round.test().length > 0 && splits.classesAmong(round.train()) == Math.max(1, data.classes()))
                .toList();
        if (learnable.isEmpty()) {
            throw refused("does not fit %,d training rows of a round: however it splits them in %d, a class is missing"
                    .formatted(data.rows(), FOLDS));
        }
        return learnable;
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The hyperparameters cannot be searched for.",
                List.of(new FieldError("/search", detail)));
    }

    private double loss(
            Given<H> candidate, TrainingSet data, List<Round> rounds, Training training, int done, int trainings) {
        double sum = 0;
        for (int i = 0; i < rounds.size(); i++) {
            TrainingSet train = data.take(rounds.get(i).train());
            TrainingSet test = data.take(rounds.get(i).test());
            Model model = algorithm.train(train, candidate.given(), part(training, done + i, trainings));
            sum += Loss.of(test, model.predictions(test.columns(), test.rows()));
        }
        return sum / rounds.size();
    }

    /** Told from its beginning, so that a search stops between two trainings at the latest. */
    private static Training part(Training search, int training, int trainings) {
        Training.Watch watch = search.watch().of(training, trainings);
        watch.round(0, 1);
        return new Training(search.seed(), search.threads(), watch);
    }

    private static int[] classes(TrainingSet data) {
        return Arrays.stream(data.target()).mapToInt(value -> (int) value).toArray();
    }
}
