package io.assay.model.evaluation;

import io.assay.feature.pipeline.FittedPipeline;
import io.assay.model.explanation.Attributions;
import io.assay.model.explanation.Explainer;
import io.assay.model.explanation.PermutationImportance;
import io.assay.model.judgement.Better;
import io.assay.model.judgement.Judge;
import io.assay.model.scoring.ConstantModel;
import io.assay.model.scoring.LinearModel;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Rescoring;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.TreeEnsemble;
import io.assay.statistics.split.HoldOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Explains a model to whoever knows the columns and not the features. */
public final class Explaining {

    private static final int MOST_ROWS = 1_000;
    private static final int MOST_DEALT = 5_000;
    private static final int REPEATS = 5;
    private static final int FEWEST_ROWS = 20;

    private Explaining() {}

    /** For each feature the column that it was made of, or all of them. */
    public static List<String> columns(FittedPipeline pipeline) {
        return pipeline.sources().stream()
                .map(sources -> String.join(" × ", sources))
                .toList();
    }

    /** What the numbers of a model are called: its classes, of two the positive one, or the target. */
    public static List<String> outputs(EvaluationAnswer.Target target) {
        return switch (target.task()) {
            case BINARY -> List.of(target.labels().getLast());
            case MULTICLASS -> target.labels();
            case REGRESSION -> List.of(target.column());
        };
    }

    /** In what a model adds up. */
    public static Explanation.Unit unit(Model model) {
        return switch (model.link()) {
            case LOGIT -> Explanation.Unit.LOG_ODDS;
            case SOFTMAX -> Explanation.Unit.LOG_WEIGHT;
            case IDENTITY -> model.task() == Task.REGRESSION ? Explanation.Unit.VALUE : Explanation.Unit.PROBABILITY;
        };
    }

    /** How a model is explained. */
    public static Explanation.Method method(Model model) {
        return switch (model) {
            case ConstantModel constant -> Explanation.Method.CONSTANT;
            case LinearModel linear -> Explanation.Method.LINEAR_SHAP;
            case TreeEnsemble trees -> Explanation.Method.TREE_SHAP;
        };
    }

    /** Of all columns, on the rows that are to be judged. */
    static Explanation of(Material material, Prepared prepared, Model model, Judge judge, long seed) {
        int[] tested = prepared.round().test();
        List<String> columns = columns(prepared.pipeline());
        int[] part = part(tested.length, MOST_ROWS, seed);
        double[] means = Explainer.means(prepared.training().columns());
        Attributions found = Explainer.of(model, means)
                .explain(taken(prepared.test(), part), part.length)
                .grouped(columns);
        Map<String, Explanation.Permutation> dealt =
                tested.length < FEWEST_ROWS ? Map.of() : dealt(material, prepared, model, judge, columns, seed);
        List<String> outputs = outputs(Evaluator.target(material));
        Map<String, Double> base = new LinkedHashMap<>();
        for (int output = 0; output < found.outputs(); output++) {
            base.put(outputs.get(output), found.base(output));
        }
        double[] magnitudes = magnitudes(found);
        double total = Arrays.stream(magnitudes).sum();
        List<Explanation.Column> told = new ArrayList<>();
        for (int i = 0; i < magnitudes.length; i++) {
            String name = found.names().get(i);
            told.add(new Explanation.Column(
                    name, magnitudes[i], total == 0 ? null : (Double) (magnitudes[i] / total), dealt.get(name)));
        }
        told.sort(Comparator.comparingDouble(Explanation.Column::meanAbsShap)
                .reversed()
                .thenComparing(Explanation.Column::column));
        return new Explanation(method(model), unit(model), part.length, base, told);
    }

    private static double[] magnitudes(Attributions found) {
        double[] magnitudes = new double[found.names().size()];
        for (int output = 0; output < found.outputs(); output++) {
            double[] ofOutput = found.meanMagnitudes(output);
            for (int i = 0; i < magnitudes.length; i++) {
                magnitudes[i] += ofOutput[i] / found.outputs();
            }
        }
        return magnitudes;
    }

    private static Map<String, Explanation.Permutation> dealt(
            Material material, Prepared prepared, Model model, Judge judge, List<String> columns, long seed) {
        Task task = material.outcome().task();
        String metric = Predicted.primary(task);
        double sign = judge.better(task, metric) == Better.HIGHER ? 1 : -1;
        int[] part = part(prepared.round().test().length, MOST_DEALT, seed);
        int[] rows =
                Arrays.stream(part).map(place -> prepared.round().test()[place]).toArray();
        double[] target = material.outcomes(rows);
        double[] weights = material.weights(rows);
        if (Arrays.stream(target).distinct().limit(2).count() < 2) {
            return Map.of();
        }
        Map<String, Explanation.Permutation> dealt = new LinkedHashMap<>();
        double[][] features = taken(prepared.test(), part);
        Rescoring rescoring = model.rescoring(features, part.length);
        for (PermutationImportance one : PermutationImportance.of(
                features,
                part.length,
                columns,
                moved -> {
                    double[][] said = rescoring.margins(moved);
                    model.predict(said, part.length);
                    return sign * value(new Predicted(task, said, target, weights, null).value(judge, metric));
                },
                REPEATS,
                seed)) {
            dealt.put(one.column(), new Explanation.Permutation(metric, one.mean(), one.sd()));
        }
        return dealt;
    }

    private static double value(@Nullable Double value) {
        if (value == null) {
            throw new IllegalStateException("undefined on rows of which it was defined");
        }
        return value;
    }

    /** Places of some rows, in their order. */
    private static int[] part(int rows, int most, long seed) {
        if (rows <= most) {
            return IntStream.range(0, rows).toArray();
        }
        int[] drawn = HoldOut.random(rows, (double) most / rows, seed).test().clone();
        Arrays.sort(drawn);
        return drawn;
    }

    private static double[][] taken(double[][] columns, int[] rows) {
        return Arrays.stream(columns)
                .map(column ->
                        Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
                .toArray(double[][]::new);
    }
}
