package io.assay.model.algorithm;

import io.assay.model.scoring.Arithmetic;
import io.assay.model.scoring.Link;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.Tree;
import io.assay.model.scoring.TreeEnsemble;
import io.assay.model.split.Round;
import io.assay.model.split.Splits;
import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.springframework.stereotype.Component;

/**
 * XGBoost's gradient boosting on histograms. What it grew becomes a {@link TreeEnsemble}, whose margins are compared with
 * XGBoost's own, bit for bit, before anybody sees it.
 *
 * <p>Rounds are asked for one by one, so that a training can be stopped between them. Features become 32-bit numbers:
 * whole numbers beyond 2^24 in magnitude are no longer told apart ({@link #warnings}).
 */
@Component
final class XgboostAlgorithm extends DescribedAlgorithm<XgboostHyperparameters> {

    private static final long MOST_CELLS = Integer.MAX_VALUE - 8;
    private static final int COMPARED = 1_000;

    /** From here on not every whole number is a float. */
    private static final double LARGEST_EXACT = 1 << 24;

    XgboostAlgorithm() {
        super(
                "xgboost",
                EnumSet.allOf(Task.class),
                XgboostHyperparameters.class,
                XgboostHyperparameters.DEFAULTS,
                20,
                List.of(
                        new Dimension("learning_rate", 0.02, 0.5, true, false),
                        new Dimension("rounds", 50, 500, true, true),
                        new Dimension("max_depth", 2, 10, false, true),
                        new Dimension("min_child_weight", 0.5, 50, true, false),
                        new Dimension("subsample", 0.5, 1, false, false),
                        new Dimension("colsample_bytree", 0.3, 1, false, false),
                        new Dimension("reg_lambda", 0.1, 100, true, false)));
    }

    @Override
    public boolean takesMissing() {
        return true;
    }

    /** The cells once as floats in the heap, once with their places outside, once as bins; gradients; a floor. */
    @Override
    public long bytes(long rows, int features) {
        return 16 * rows * features + 96 * rows + (64 << 20);
    }

    @Override
    public List<String> warnings(TrainingSet data, Model model) {
        List<String> rounded = IntStream.range(0, data.names().size())
                .filter(feature -> losesDigits(data.columns()[feature]))
                .mapToObj(data.names()::get)
                .toList();
        List<String> warnings = new ArrayList<>();
        if (!rounded.isEmpty()) {
            warnings.add("XGBoost keeps 24 binary digits of a number, so it does not tell apart neighbouring values of "
                    + String.join(", ", rounded) + ": identifiers and times in seconds are no features.");
        }
        if (((TreeEnsemble) model).trees().stream().allMatch(tree -> tree.feature()[0] == Tree.LEAF)) {
            warnings.add("No tree has a split, so that every row is told the same: "
                    + (data.task() == Task.REGRESSION
                            ? "XGBoost finds none where the outcome's unit makes it very small or very large, or where "
                            : "XGBoost finds none where ")
                    + "min_child_weight or gamma asks for more than the rows have.");
        }
        return warnings;
    }

    private static boolean losesDigits(double[] column) {
        for (double number : column) {
            if (Math.abs(number) > LARGEST_EXACT && (float) number != number) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Model train(TrainingSet data, XgboostHyperparameters hyperparameters, Training training) {
        return learn(data, hyperparameters, training).model();
    }

    @Override
    public Learned learn(TrainingSet data, XgboostHyperparameters hyperparameters, Training training) {
        TrainingSets.requireLearnable(data);
        if ((long) data.rows() * data.names().size() > MOST_CELLS) {
            throw Refusal.of("XGBoost takes %d cells at most, and %d rows of %d features have more."
                    .formatted(MOST_CELLS, data.rows(), data.names().size()));
        }
        XgboostLibrary.load();
        try {
            return trained(data, hyperparameters, training);
        } catch (XGBoostError failure) {
            throw new IllegalStateException("XGBoost failed", failure);
        }
    }

    private static Learned trained(TrainingSet data, XgboostHyperparameters asked, Training training)
            throws XGBoostError {
        int[] all = IntStream.range(0, data.rows()).toArray();
        if (asked.earlyStoppingRounds() == 0) {
            return grown(data, all, new int[0], asked, training);
        }
        Round split = held(data, asked.validationFraction(), training.seed());
        return grown(data, split.train(), split.test(), asked, training);
    }

    private static Round held(TrainingSet data, double share, long seed) {
        Splits splits = data.splits();
        Round split;
        try {
            split = splits.heldOut(share, seed);
        } catch (InvalidInputException tooFew) {
            throw Refusal.of(
                    "validation_fraction",
                    "does not fit so few rows, of which some are held out: " + tooFew.getMessage());
        }
        if (splits.classesAmong(split.train()) < data.classes()) {
            throw Refusal.of("validation_fraction", "does not fit these rows: those not held out have none of a class");
        }
        return split;
    }

    private static Learned grown(
            TrainingSet data, int[] rows, int[] held, XgboostHyperparameters asked, Training training)
            throws XGBoostError {
        XgboostDummies dummies =
                XgboostDummies.of(data, asked.monotoneConstraints().keySet(), asked.colsampleBytree() < 1);
        Map<String, Object> parameters = parameters(data, dummies, asked, training);
        try (XgboostData learned = XgboostData.of(data, dummies, rows)) {
            // No rounds: a booster without trees, whose margins are the base.
            Booster booster = XGBoost.train(learned.matrix(), parameters, 0, new HashMap<>(), null, null);
            try (XgboostData first =
                    XgboostData.of(data, dummies, Arrays.copyOf(rows, Math.min(rows.length, COMPARED)))) {
                float[] base = booster.predict(first.matrix(), true)[0];
                int kept = held.length == 0
                        ? boost(booster, learned, asked, training)
                        : boostUntilWorse(booster, learned, data, dummies, held, asked, training);
                TreeEnsemble model = model(data, dummies, base, booster, kept);
                requireSameMargins(model, data, rows, booster.predict(first.matrix(), true, kept));
                // It has added up what its trees say of the rows that it learned from, round by round.
                return new Learned(
                        model,
                        held.length == 0 ? margins(booster.predict(learned.matrix(), true), model.outputs()) : null);
            } finally {
                booster.dispose();
            }
        }
    }

    private static double[][] margins(float[][] ofRows, int outputs) {
        double[][] margins = new double[outputs][ofRows.length];
        for (int row = 0; row < ofRows.length; row++) {
            for (int output = 0; output < outputs; output++) {
                margins[output][row] = ofRows[row][output];
            }
        }
        return margins;
    }

    private static int boost(Booster booster, XgboostData learned, XgboostHyperparameters asked, Training training)
            throws XGBoostError {
        Boosting boosting = new Boosting(booster, learned.matrix(), training.threads(), Processors::free);
        for (int round = 0; round < asked.rounds(); round++) {
            training.watch().round(round, asked.rounds());
            boosting.round(round);
        }
        training.watch().round(asked.rounds(), asked.rounds());
        return asked.rounds();
    }

    /** Up to which round the loss on the held-out rows fell. */
    private static int boostUntilWorse(
            Booster booster,
            XgboostData learned,
            TrainingSet data,
            XgboostDummies dummies,
            int[] held,
            XgboostHyperparameters asked,
            Training training)
            throws XGBoostError {
        HeldOutLoss loss = new HeldOutLoss(data, held);
        try (XgboostData judged = XgboostData.of(data, dummies, held)) {
            Boosting boosting = new Boosting(booster, learned.matrix(), training.threads(), Processors::free);
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int round = 0; round < asked.rounds() && round < best + asked.earlyStoppingRounds(); round++) {
                training.watch().round(round, asked.rounds());
                boosting.round(round);
                double now = loss.of(booster.predict(judged.matrix(), true));
                if (now < least) {
                    least = now;
                    best = round + 1;
                }
            }
            training.watch().round(asked.rounds(), asked.rounds());
            return Math.max(best, 1);
        }
    }

    private static TreeEnsemble model(TrainingSet data, XgboostDummies dummies, float[] base, Booster booster, int kept)
            throws XGBoostError {
        int outputs = data.task() == Task.MULTICLASS ? data.classes() : 1;
        double[] bases = new double[outputs];
        Arrays.setAll(bases, output -> XgboostTrees.shortest(base[output]));
        return new TreeEnsemble(
                data.task(),
                data.names(),
                switch (data.task()) {
                    case BINARY -> Link.LOGIT;
                    case MULTICLASS -> Link.SOFTMAX;
                    case REGRESSION -> Link.IDENTITY;
                },
                Arithmetic.FLOAT32,
                true,
                bases,
                new ArrayList<>(
                        XgboostTrees.of(booster.toByteArray("json"), dummies).subList(0, kept * outputs)));
    }

    /** What is served has to be what was trained. */
    private static void requireSameMargins(TreeEnsemble model, TrainingSet data, int[] rows, float[][] theirs) {
        double[] row = new double[data.names().size()];
        for (int i = 0; i < theirs.length; i++) {
            for (int feature = 0; feature < row.length; feature++) {
                row[feature] = data.columns()[feature][rows[i]];
            }
            double[] ours = model.margins(row);
            for (int output = 0; output < ours.length; output++) {
                if (ours[output] != theirs[i][output]) {
                    throw new IllegalStateException(
                            "XGBoost's margin %s became %s".formatted(theirs[i][output], ours[output]));
                }
            }
        }
    }

    private static Map<String, Object> parameters(
            TrainingSet data, XgboostDummies dummies, XgboostHyperparameters asked, Training training) {
        Map<String, Object> parameters = new HashMap<>();
        switch (data.task()) {
            case BINARY -> {
                parameters.put("objective", "binary:logistic");
                parameters.put("base_score", share(TrainingSets.mean(data)));
                parameters.put("scale_pos_weight", asked.scalePosWeight());
            }
            case MULTICLASS -> {
                parameters.put("objective", "multi:softprob");
                parameters.put("num_class", data.classes());
                parameters.put("base_score", 0f);
            }
            case REGRESSION -> {
                parameters.put("objective", "reg:squarederror");
                parameters.put("base_score", base(TrainingSets.mean(data)));
            }
        }
        parameters.put("tree_method", "hist");
        // However many categories there are: one is split off at a time.
        parameters.put("max_cat_to_onehot", Integer.MAX_VALUE);
        parameters.put(Boosting.THREADS, training.threads());
        parameters.put("seed", training.seed());
        parameters.put("verbosity", 0);
        parameters.put("learning_rate", asked.learningRate());
        parameters.put("max_depth", asked.maxDepth());
        parameters.put("max_leaves", asked.maxLeaves());
        parameters.put("grow_policy", asked.maxLeaves() > 0 ? "lossguide" : "depthwise");
        parameters.put("min_child_weight", asked.minChildWeight());
        parameters.put("gamma", asked.gamma());
        parameters.put("subsample", asked.subsample());
        parameters.put("colsample_bytree", asked.colsampleBytree());
        parameters.put("reg_lambda", asked.regLambda());
        parameters.put("reg_alpha", asked.regAlpha());
        parameters.put("max_bin", asked.maxBin());
        if (!asked.monotoneConstraints().isEmpty()) {
            parameters.put("monotone_constraints", constraints(data.names(), dummies, asked.monotoneConstraints()));
        }
        return parameters;
    }

    /** Strictly between 0 and 1, which a float next to them is not any more. */
    private static float share(double mean) {
        return Math.clamp((float) mean, Float.MIN_NORMAL, Math.nextDown(1f));
    }

    /** XGBoost reads no number that is nearer to 0 than those of full precision. */
    private static float base(double mean) {
        float base = (float) mean;
        if (base != 0 && Math.abs(base) < Float.MIN_NORMAL) {
            throw Refusal.of("XGBoost keeps 32-bit numbers, and %s, the mean of the outcome, is too near to 0: let the"
                            .formatted(mean)
                    + " outcome be in a smaller unit.");
        }
        return base;
    }

    /** One number for each column that XGBoost is told of, in their order. */
    private static String constraints(List<String> names, XgboostDummies dummies, Map<String, Integer> byName) {
        List<String> unknown = byName.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.of(
                    "monotone_constraints",
                    "names no feature with %s; there are %s"
                            .formatted(String.join(", ", unknown), String.join(", ", names)));
        }
        return dummies
                .ofColumns(
                        names.stream().map(name -> byName.getOrDefault(name, 0)).toList())
                .stream()
                .map(constraint -> String.format(Locale.ROOT, "%d", constraint))
                .collect(Collectors.joining(",", "(", ")"));
    }
}
