package io.assay.model.algorithm;

import io.assay.model.scoring.Arithmetic;
import io.assay.model.scoring.Link;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.Tree;
import io.assay.model.scoring.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;
import smile.classification.RandomForest;
import smile.data.formula.Formula;
import smile.model.cart.DecisionNode;
import smile.model.cart.RegressionNode;
import smile.model.cart.SplitRule;

/**
 * Smile's random forest. A tree says the shares of the classes in a leaf, and counts as much as it was right on the rows
 * that it had not seen; the forest is the mean of its trees. Smile itself adds a row of each class to each leaf, which
 * lifts the probabilities of rare ones: that is {@code leaf_smoothing} 1, and the default is none.
 */
@Component
final class ForestAlgorithm extends SmileEnsemble<ForestHyperparameters> {

    ForestAlgorithm() {
        super(
                "random_forest",
                ForestHyperparameters.class,
                ForestHyperparameters.DEFAULTS,
                30,
                List.of(
                        new Dimension("min_leaf_rows", 1, 100, true, true),
                        new Dimension("max_depth", 3, 30, false, true)));
    }

    /** Columns and their order, twice while trees grow, and the nodes of a hundred trees. */
    @Override
    public long bytes(long rows, int features) {
        return rows * (32L * features + 5_000);
    }

    @Override
    TreeEnsemble grown(TrainingSet data, SmileFrame frame, ForestHyperparameters asked, Training training) {
        if (asked.maxLeaves() == 1) {
            throw Refusal.of("max_leaves", "must be 0, or two at least");
        }
        SmileTrees.requireSample(data.rows(), asked.subsample());
        if (asked.featuresPerSplit() > frame.columns().size()) {
            throw Refusal.of(
                    "features_per_split",
                    "must be at most the number of features, a category counting as one, which is "
                            + frame.columns().size());
        }
        List<Tree> trees = data.task() == Task.REGRESSION
                ? exported(frame, regression(frame, asked, training))
                : exported(frame, classification(frame, asked, training), data, asked.leafSmoothing());
        int outputs = data.task() == Task.MULTICLASS ? data.classes() : 1;
        return new TreeEnsemble(
                data.task(), data.names(), Link.IDENTITY, Arithmetic.FLOAT64, false, new double[outputs], trees);
    }

    static RandomForest classification(SmileFrame frame, ForestHyperparameters asked, Training training) {
        SmileRounds<RandomForest.TrainingStatus> rounds = new SmileRounds<>(training.watch(), asked.trees());
        var options = new RandomForest.Options(
                asked.trees(),
                asked.featuresPerSplit(),
                SplitRule.GINI,
                asked.maxDepth(),
                asked.maxLeaves(),
                asked.minLeafRows(),
                asked.subsample(),
                null,
                seeds(asked.trees(), training.seed()),
                rounds);
        return OwnPool.run(
                training.threads(),
                () -> rounds.grow(() -> RandomForest.fit(Formula.lhs(SmileFrame.TARGET), frame.frame(), options)));
    }

    static smile.regression.RandomForest regression(SmileFrame frame, ForestHyperparameters asked, Training training) {
        SmileRounds<smile.regression.RandomForest.TrainingStatus> rounds =
                new SmileRounds<>(training.watch(), asked.trees());
        var options = new smile.regression.RandomForest.Options(
                asked.trees(),
                asked.featuresPerSplit(),
                asked.maxDepth(),
                asked.maxLeaves(),
                asked.minLeafRows(),
                asked.subsample(),
                seeds(asked.trees(), training.seed()),
                rounds);
        return OwnPool.run(
                training.threads(),
                () -> rounds.grow(() ->
                        smile.regression.RandomForest.fit(Formula.lhs(SmileFrame.TARGET), frame.frame(), options)));
    }

    private static long[] seeds(int trees, long seed) {
        return new SplittableRandom(seed).longs(trees).toArray();
    }

    /** For each class what its trees say; of two for the positive one alone. */
    static List<Tree> exported(SmileFrame frame, RandomForest forest, TrainingSet data, double smoothing) {
        double[] weights = Arrays.stream(forest.models())
                .mapToDouble(RandomForest.Model::weight)
                .toArray();
        double total = Arrays.stream(weights).sum();
        // A tree that saw every row cannot be said to be right.
        boolean usable = total > 0 && Double.isFinite(total);
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            double share = usable ? weights[i] / total : 1.0 / weights.length;
            for (int number = data.classes() == 2 ? 1 : 0; number < data.classes(); number++) {
                int counted = number;
                trees.add(SmileTrees.of(
                        forest.models()[i].tree().root(),
                        frame,
                        data.classes() == 2 ? 0 : number,
                        leaf -> share * share((DecisionNode) leaf, counted, smoothing)));
            }
        }
        return trees;
    }

    private static double share(DecisionNode leaf, int number, double smoothing) {
        int[] counts = leaf.count();
        return (counts[number] + smoothing) / (Arrays.stream(counts).sum() + smoothing * counts.length);
    }

    static List<Tree> exported(SmileFrame frame, smile.regression.RandomForest forest) {
        int count = forest.trees().length;
        return Arrays.stream(forest.trees())
                .map(tree -> SmileTrees.of(tree.root(), frame, 0, leaf -> ((RegressionNode) leaf).output() / count))
                .toList();
    }
}
