package io.assay.model.algorithm;

import io.assay.model.scoring.Arithmetic;
import io.assay.model.scoring.Link;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.Tree;
import io.assay.model.scoring.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import smile.classification.GradientTreeBoost;
import smile.data.formula.Formula;
import smile.math.MathEx;
import smile.model.cart.Loss;
import smile.model.cart.RegressionNode;
import smile.regression.RegressionTree;

/**
 * Smile's gradient boosting. Of two classes Smile adds up half the log-odds; what leaves here are the log-odds, so that
 * probabilities are Smile's own.
 */
@Component
final class BoostingAlgorithm extends SmileEnsemble<BoostingHyperparameters> {

    BoostingAlgorithm() {
        super(
                "gradient_boosting",
                BoostingHyperparameters.class,
                BoostingHyperparameters.DEFAULTS,
                25,
                List.of(
                        new Dimension("learning_rate", 0.01, 0.3, true, false),
                        new Dimension("trees", 50, 500, true, true),
                        new Dimension("max_leaves", 3, 32, true, true),
                        new Dimension("min_leaf_rows", 1, 50, true, true),
                        new Dimension("subsample", 0.4, 1, false, false)));
    }

    /** Columns and their order, twice while a tree grows. */
    @Override
    public long bytes(long rows, int features) {
        return rows * (32L * features + 500) + (32 << 20);
    }

    @Override
    TreeEnsemble grown(TrainingSet data, SmileFrame frame, BoostingHyperparameters asked, Training training) {
        SmileTrees.requireSample(data.rows(), asked.subsample());
        return data.task() == Task.REGRESSION
                ? exported(data, frame, regression(frame, asked, training), asked.learningRate())
                : exported(data, frame, classification(frame, asked, training), asked.learningRate());
    }

    static GradientTreeBoost classification(SmileFrame frame, BoostingHyperparameters asked, Training training) {
        SmileRounds<GradientTreeBoost.TrainingStatus> rounds = new SmileRounds<>(training.watch(), asked.trees());
        var options = new GradientTreeBoost.Options(
                asked.trees(),
                asked.maxDepth(),
                asked.maxLeaves(),
                asked.minLeafRows(),
                asked.learningRate(),
                asked.subsample(),
                null,
                rounds);
        return OwnPool.run(training.threads(), () -> {
            // Its generator is the thread's, and rows are drawn by the thread that asks.
            MathEx.setSeed(training.seed());
            return rounds.grow(() -> GradientTreeBoost.fit(Formula.lhs(SmileFrame.TARGET), frame.frame(), options));
        });
    }

    static smile.regression.GradientTreeBoost regression(
            SmileFrame frame, BoostingHyperparameters asked, Training training) {
        SmileRounds<smile.regression.GradientTreeBoost.TrainingStatus> rounds =
                new SmileRounds<>(training.watch(), asked.trees());
        var options = new smile.regression.GradientTreeBoost.Options(
                Loss.ls(),
                asked.trees(),
                asked.maxDepth(),
                asked.maxLeaves(),
                asked.minLeafRows(),
                asked.learningRate(),
                asked.subsample(),
                null,
                rounds);
        return OwnPool.run(training.threads(), () -> {
            MathEx.setSeed(training.seed());
            return rounds.grow(() ->
                    smile.regression.GradientTreeBoost.fit(Formula.lhs(SmileFrame.TARGET), frame.frame(), options));
        });
    }

    static TreeEnsemble exported(TrainingSet data, SmileFrame frame, GradientTreeBoost boosted, double learningRate) {
        if (data.classes() == 2) {
            double base = 2 * SmileTrees.base(boosted);
            return ensemble(
                    data, Link.LOGIT, new double[] {base}, trees(frame, boosted.trees()[0], 0, 2 * learningRate));
        }
        List<Tree> trees = new ArrayList<>();
        for (int output = 0; output < data.classes(); output++) {
            trees.addAll(trees(frame, boosted.trees()[output], output, learningRate));
        }
        return ensemble(data, Link.SOFTMAX, new double[data.classes()], trees);
    }

    static TreeEnsemble exported(
            TrainingSet data, SmileFrame frame, smile.regression.GradientTreeBoost boosted, double learningRate) {
        return ensemble(
                data,
                Link.IDENTITY,
                new double[] {SmileTrees.base(boosted)},
                trees(frame, boosted.trees(), 0, learningRate));
    }

    private static List<Tree> trees(SmileFrame frame, RegressionTree[] trees, int output, double factor) {
        List<Tree> exported = new ArrayList<>();
        for (RegressionTree tree : trees) {
            exported.add(SmileTrees.of(tree.root(), frame, output, leaf -> factor * ((RegressionNode) leaf).output()));
        }
        return exported;
    }

    private static TreeEnsemble ensemble(TrainingSet data, Link link, double[] base, List<Tree> trees) {
        return new TreeEnsemble(data.task(), data.names(), link, Arithmetic.FLOAT64, false, base, trees);
    }
}
