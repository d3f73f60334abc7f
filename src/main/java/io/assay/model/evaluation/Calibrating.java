package io.assay.model.evaluation;

import io.assay.model.ModelRequest.CalibrationMethod;
import io.assay.model.algorithm.OwnPool;
import io.assay.model.scoring.Link;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.calibration.CalibrationCurve;
import io.assay.statistics.calibration.CalibrationCurve.Edges;
import io.assay.statistics.calibration.CalibrationError;
import io.assay.statistics.calibration.CalibrationErrorInterval;
import io.assay.statistics.calibration.Calibrator;
import io.assay.statistics.calibration.Identity;
import io.assay.statistics.calibration.Isotonic;
import io.assay.statistics.calibration.Platt;
import io.assay.statistics.calibration.ScoreScale;
import io.assay.statistics.calibration.Temperature;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.Brier;
import io.assay.statistics.classification.LogLoss;
import io.assay.statistics.sample.WeightedMean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what makes the scores of a model into probabilities, on what models said of rows that they had not seen. Each
 * method is judged on folds that it was not fitted on, by their Brier score, and then fitted on all of them. Where rows are
 * split in time it is fitted on the folds before, and those that have none with both classes before them judge nothing.
 */
public final class Calibrating {

    private static final int BINS = 10;
    private static final double CONFIDENCE = 0.95;

    private final double[] scores;
    private final ScoreScale scale;
    private final boolean[] positive;
    private final double @Nullable [] weights;
    private final int[] folds;
    private final int @Nullable [] groups;
    private final boolean inTime;

    private Calibrating(
            double[] scores,
            ScoreScale scale,
            boolean[] positive,
            double @Nullable [] weights,
            int[] folds,
            int @Nullable [] groups,
            boolean inTime) {
        this.scores = scores;
        this.scale = scale;
        this.positive = positive;
        this.weights = weights;
        this.folds = folds;
        this.groups = groups;
        this.inTime = inTime;
    }

    /** A method on rows that it was not fitted on. */
    private record Tried(
            CalibrationMethod method, BinaryPredictions predictions, double brier, double logLoss, double ece) {}

    /** What is chosen for the model of a study; null where there are not two classes, or none is wanted. */
    static @Nullable Calibration of(CalibrationMethod wanted, Study study) {
        if (study.material().outcome().task() != Task.BINARY || wanted == CalibrationMethod.NONE) {
            return null;
        }
        Judged chosen = study.chosen();
        int[] rows = chosen.outOfFold().rows();
        Model model = chosen.trained().getLast().model();
        double[] scores = hasLogOdds(model)
                ? chosen.outOfFold().margins(rows)[0]
                : chosen.outOfFold().predictions(rows)[0];
        int[] fold = chosen.outOfFold().folds();
        Predicted said = study.said(chosen);
        Calibrating calibrating = new Calibrating(
                scores,
                scale(model),
                said.positive(),
                said.weights(),
                Arrays.stream(rows).map(row -> fold[row]).toArray(),
                said.groups(),
                study.rounds().method() == SplitMethod.TIME_SERIES_SPLIT);
        String reason = calibrating.unfit();
        if (reason == null) {
            return calibrating.choose(wanted, calibrating.judgedFolds());
        }
        if (wanted != CalibrationMethod.BEST) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError(
                            "/calibration", "cannot be " + wanted.name().toLowerCase(Locale.ROOT) + ": " + reason)));
        }
        return calibrating
                .choose(CalibrationMethod.NONE, calibrating.allFolds())
                .because(reason);
    }

    /** Why no method can be fitted on some folds and judged on others; null where it can. */
    private @Nullable String unfit() {
        int[] judged = judgedFolds();
        if (inTime) {
            if (judged.length == 0) {
                return "no fold has both classes in the folds before it, and without them no method can be fitted";
            }
            long classes = IntStream.range(0, folds.length)
                    .filter(row -> Arrays.stream(judged).anyMatch(fold -> fold == folds[row]))
                    .mapToObj(row -> positive[row])
                    .distinct()
                    .count();
            return classes == 2
                    ? null
                    : "the folds after those that a method can be fitted on are of one class, and nothing tells which is best";
        }
        return Arrays.stream(allFolds())
                .filter(fold -> Arrays.stream(judged).noneMatch(one -> one == fold))
                .mapToObj(fold -> "fold %d has all judged rows of a class, and without them no method can be fitted"
                        .formatted(fold + 1))
                .findFirst()
                .orElse(null);
    }

    private int[] allFolds() {
        return Arrays.stream(folds).distinct().toArray();
    }

    /** The folds for which a method can be fitted, having seen both classes. */
    private int[] judgedFolds() {
        return Arrays.stream(allFolds())
                .filter(fold -> {
                    boolean[] seen = new boolean[2];
                    for (int row : learned(fold)) {
                        seen[positive[row] ? 1 : 0] = true;
                    }
                    return seen[0] && seen[1];
                })
                .toArray();
    }

    /** The rows on which what judges a fold is fitted. */
    private int[] learned(int fold) {
        return IntStream.range(0, folds.length)
                .filter(row -> inTime ? folds[row] < fold : folds[row] != fold)
                .toArray();
    }

    /**
     * What is chosen for scores.
     *
     * @param scores of rows that the model has not learned from
     * @param positive as many
     * @param weights as many; null where all weigh the same
     * @param folds for each row the number of its fold
     * @param groups of each row the number of its group, from 0; null where nobody has two
     * @throws InvalidInputException for {@code method} when the one that is wanted cannot be fitted to these scores, such as
     *     where a class is in one fold alone; the best is of those that can be
     */
    public static Calibration choose(
            CalibrationMethod wanted,
            double[] scores,
            ScoreScale scale,
            boolean[] positive,
            double @Nullable [] weights,
            int[] folds,
            int @Nullable [] groups) {
        Calibrating calibrating = new Calibrating(scores, scale, positive, weights, folds, groups, false);
        return calibrating.choose(wanted, calibrating.allFolds());
    }

    /** What a model says of rows as it would be served. */
    static double[][] served(Model model, @Nullable Calibrator calibrator, double[][] columns, int rows) {
        if (calibrator == null) {
            return model.predictions(columns, rows);
        }
        double[] scores = hasLogOdds(model) ? model.margins(columns, rows)[0] : model.predictions(columns, rows)[0];
        return new double[][] {calibrator.apply(scores)};
    }

    /** What becomes of the model's own probability. */
    static double served(Model model, @Nullable Calibrator calibrator, double probability) {
        if (calibrator == null) {
            return probability;
        }
        double score = hasLogOdds(model) ? Math.log(probability) - Math.log1p(-probability) : probability;
        return calibrator.apply(new double[] {score})[0];
    }

    private static boolean hasLogOdds(Model model) {
        return model.link() == Link.LOGIT;
    }

    private static ScoreScale scale(Model model) {
        return hasLogOdds(model) ? ScoreScale.LOG_ODDS : ScoreScale.PROBABILITY;
    }

    private Calibration choose(CalibrationMethod wanted, int[] judged) {
        List<CalibrationMethod> methods = Arrays.stream(CalibrationMethod.values())
                .filter(method -> method != CalibrationMethod.BEST
                        && (wanted == CalibrationMethod.BEST || method == wanted || method == CalibrationMethod.NONE))
                .toList();
        List<Tried> tried = OwnPool.range(methods.size())
                .mapToObj(place -> tried(methods.get(place), wanted, judged))
                .flatMap(Optional::stream)
                .toList();
        // The first of equal ones: the simpler.
        Tried best = wanted == CalibrationMethod.BEST
                ? tried.stream().min(Comparator.comparingDouble(Tried::brier)).orElseThrow()
                : tried.getLast();
        Tried none = tried.getFirst();
        Calibrator calibrator =
                fit(best.method(), IntStream.range(0, folds.length).toArray());
        return new Calibration(
                best.method(),
                tried.size() == 1 && wanted == CalibrationMethod.BEST
                        ? "no other can be fitted: that takes rows of both classes outside of every fold"
                        : wanted == CalibrationMethod.BEST
                                ? "it has the least Brier score on rows that it was not fitted on"
                                : "it was asked for",
                tried.stream()
                        .map(one -> new Calibration.Tried(one.method(), one.brier(), one.logLoss(), one.ece()))
                        .toList(),
                none.ece(),
                best.ece(),
                CalibrationErrorInterval.of(best.predictions(), CONFIDENCE).valueOrNull(),
                CalibrationCurve.of(none.predictions(), BINS, Edges.UNIFORM, CONFIDENCE),
                CalibrationCurve.of(best.predictions(), BINS, Edges.UNIFORM, CONFIDENCE),
                CalibratorDocument.of(calibrator));
    }

    /** Nothing where it cannot be fitted and another one may do. */
    private Optional<Tried> tried(CalibrationMethod method, CalibrationMethod wanted, int[] judged) {
        try {
            return Optional.of(tried(method, judged));
        } catch (InvalidInputException impossible) {
            if (method == CalibrationMethod.NONE) {
                throw impossible;
            }
            if (wanted == method) {
                throw new InvalidInputException(
                        "method",
                        "cannot be fitted to what was said of the other folds' rows: " + impossible.parameter() + " "
                                + impossible.detail());
            }
            return Optional.empty();
        }
    }

    private Tried tried(CalibrationMethod method, int[] judged) {
        double[] probabilities = crossFitted(method, judged);
        int[] rows = IntStream.range(0, folds.length)
                .filter(row -> Arrays.stream(judged).anyMatch(fold -> fold == folds[row]))
                .toArray();
        BinaryPredictions predictions = BinaryPredictions.of(
                        Arrays.stream(rows)
                                .mapToDouble(row -> probabilities[row])
                                .toArray(),
                        positive(rows),
                        weights(rows))
                .grouped(groups(rows));
        return new Tried(
                method,
                predictions,
                mean(predictions, Brier.losses(predictions)),
                mean(predictions, LogLoss.losses(predictions)),
                Objects.requireNonNull(CalibrationError.of(predictions)));
    }

    private static double mean(BinaryPredictions predictions, double[] losses) {
        return WeightedMean.of(losses, predictions.rowWeights()).value();
    }

    /** The probabilities of each of these folds by a calibrator that was fitted on others; 0 of the other rows. */
    private double[] crossFitted(CalibrationMethod method, int[] judged) {
        double[] probabilities = new double[scores.length];
        OwnPool.range(judged.length).forEach(place -> {
            int fold = judged[place];
            Calibrator calibrator = fit(method, learned(fold));
            for (int row = 0; row < folds.length; row++) {
                if (folds[row] == fold) {
                    probabilities[row] = calibrator.apply(scores[row]);
                }
            }
        });
        return probabilities;
    }

    private Calibrator fit(CalibrationMethod method, int[] rows) {
        double[] of = scores(rows);
        boolean[] ofPositive = positive(rows);
        double[] ofWeights = weights(rows);
        return switch (method) {
            case NONE -> new Identity(scale);
            case SIGMOID -> Platt.fit(of, ofPositive, ofWeights);
            case ISOTONIC -> Isotonic.fit(of, ofPositive, ofWeights);
            case TEMPERATURE -> Temperature.fit(of, ofPositive, ofWeights, scale);
            case BEST -> throw new IllegalArgumentException("no method of its own");
        };
    }

    private double[] scores(int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray();
    }

    private boolean[] positive(int[] rows) {
        boolean[] picked = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = positive[rows[i]];
        }
        return picked;
    }

    private int @Nullable [] groups(int[] rows) {
        int[] all = groups;
        return all == null ? null : Arrays.stream(rows).map(row -> all[row]).toArray();
    }

    private double @Nullable [] weights(int[] rows) {
        double[] all = weights;
        return all == null
                ? null
                : Arrays.stream(rows).mapToDouble(row -> all[row]).toArray();
    }
}
