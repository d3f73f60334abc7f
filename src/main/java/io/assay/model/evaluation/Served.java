package io.assay.model.evaluation;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.feature.Pointed;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.model.ModelRequest;
import io.assay.model.explanation.Attributions;
import io.assay.model.explanation.Explainer;
import io.assay.model.scoring.Model;
import io.assay.model.split.Dependence;
import io.assay.model.split.Ranks;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.calibration.Calibrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A trained model as it is served: raw rows in, calibrated probabilities or values out. */
public final class Served {

    /** A number and its name in an answer. */
    private static final long PREDICTION_BYTES = 100;

    /** A number by its name in a map, and in an answer. */
    private static final long ENTRY_BYTES = 150;

    private final FittedPipeline pipeline;
    private final Model model;
    private final @Nullable Calibrator calibrator;
    private final Explainer explainer;
    private final EvaluationAnswer.Target target;

    /**
     * Puts it together.
     *
     * @param means of the features over the training rows
     */
    public Served(
            FittedPipeline pipeline,
            Model model,
            @Nullable Calibrator calibrator,
            List<Double> means,
            EvaluationAnswer.Target target) {
        this.pipeline = pipeline;
        this.model = model;
        this.calibrator = calibrator;
        this.explainer = Explainer.of(
                model, means.stream().mapToDouble(Double::doubleValue).toArray());
        this.target = target;
    }

    List<String> labels() {
        return target.labels();
    }

    /** What it predicts. */
    public EvaluationAnswer.Target target() {
        return target;
    }

    public Model model() {
        return model;
    }

    public FittedPipeline pipeline() {
        return pipeline;
    }

    /**
     * What it says of rows, of which some may lack an outcome; these have no part.
     *
     * @param weighing the column of the rows' weights; null where all weigh the same
     * @param whose the column that says whose rows are; null where none does
     */
    Read read(Table rows, @Nullable Column weighing, @Nullable Column whose) {
        Column column = rows.column(target.column());
        if (column == null) {
            throw refused("has no column " + target.column());
        }
        double[] all = Outcome.values(column, target);
        int[] known = IntStream.range(0, all.length)
                .filter(row -> !Double.isNaN(all[row]))
                .toArray();
        if (known.length == 0) {
            throw refused("has no row with an outcome");
        }
        Table judged = known.length == all.length ? rows : rows.take(known);
        double[] outcomes = Arrays.stream(known).mapToDouble(row -> all[row]).toArray();
        double[] weights = weighing == null ? null : Material.weights(weighing.take(known));
        return new Read(
                judged,
                new Predicted(
                        target.task(),
                        predictions(judged),
                        outcomes,
                        weights,
                        whose == null ? null : groups(whose.take(known))),
                all.length - known.length);
    }

    /** Whose each row is; null where nobody has two. */
    private static int @Nullable [] groups(Column column) {
        if (IntStream.range(0, column.size()).anyMatch(column::isMissing)) {
            throw refused("must say of every row whose it is: some have no " + column.name());
        }
        return new Dependence(null, Ranks.of(column)).groups();
    }

    /** The column that said whose rows are in the training that this is of; null where none did. */
    public @Nullable String group(ModelRequest trained) {
        String group = trained.group();
        return group == null ? pipeline.document().pipeline().entity() : group;
    }

    /** Rows with their outcomes, and what the model says of them. */
    public static final class Read {

        private final Table rows;
        private final Predicted predicted;
        private final int missing;

        private Read(Table rows, Predicted predicted, int missing) {
            this.rows = rows;
            this.predicted = predicted;
            this.missing = missing;
        }

        /** Those that have an outcome. */
        public Table rows() {
            return rows;
        }

        Predicted predicted() {
            return predicted;
        }

        /** How many have none. */
        public int missing() {
            return missing;
        }
    }

    /** The features of raw rows: one array for each. */
    public double[][] features(Table rows) {
        return Pointed.at("/data", () -> pipeline.apply(rows)).columns();
    }

    /**
     * What a row takes in memory while it is scored, beyond what it was read into.
     *
     * @param explained whether Shapley values are wanted, which are there once more while they are added up by columns
     */
    public long bytesPerRow(boolean explained) {
        long outputs = Explaining.outputs(target).size();
        long copies = explained ? 1 + 2 * outputs : 1;
        return Math.addExact(
                Math.multiplyExact(copies, pipeline.bytes(1)), Math.multiplyExact(outputs, PREDICTION_BYTES));
    }

    /** What a row takes in memory that {@link #explain} answers with every column for every output. */
    public long bytesOfExplanation() {
        long outputs = Explaining.outputs(target).size();
        long columns = Explaining.columns(pipeline).stream().distinct().count();
        return Math.addExact(bytesPerRow(true), outputs * columns * ENTRY_BYTES);
    }

    private double[][] predictions(Table rows) {
        return predictions(features(rows), rows.rows());
    }

    /** What it says of rows of features, as it is served: for each output one number per row. */
    public double[][] predictions(double[][] features, int rows) {
        return Pointed.at("/data", () -> Calibrating.served(model, calibrator, features, rows));
    }

    /** What the features say of rows, which adds up to the margins. */
    public Attributions attributions(double[][] features, int rows) {
        return Pointed.at("/data", () -> explainer.explain(features, rows));
    }

    /** What the columns say of rows. */
    public ExplainAnswer explain(Table rows) {
        double[][] features = features(rows);
        Attributions found = attributions(features, rows.rows()).grouped(Explaining.columns(pipeline));
        double[][] margins = Pointed.at("/data", () -> model.margins(features, rows.rows()));
        double[][] predictions = Calibrating.served(model, calibrator, features, rows.rows());
        List<String> outputs = Explaining.outputs(target);
        Map<String, Double> base = new LinkedHashMap<>();
        for (int output = 0; output < outputs.size(); output++) {
            base.put(outputs.get(output), found.base(output));
        }
        List<ExplainAnswer.Row> told = new ArrayList<>();
        for (int row = 0; row < rows.rows(); row++) {
            Map<String, Double> prediction = new LinkedHashMap<>();
            Map<String, Double> margin = new LinkedHashMap<>();
            Map<String, Map<String, Double>> contributions = new LinkedHashMap<>();
            for (int output = 0; output < outputs.size(); output++) {
                String name = outputs.get(output);
                prediction.put(name, predictions[output][row]);
                margin.put(name, margins[output][row]);
                Map<String, Double> ofColumns = new LinkedHashMap<>();
                double[] says = found.of(output, row);
                for (int i = 0; i < says.length; i++) {
                    ofColumns.put(found.names().get(i), says[i]);
                }
                contributions.put(name, ofColumns);
            }
            told.add(new ExplainAnswer.Row(prediction, margin, contributions));
        }
        return new ExplainAnswer(
                Explaining.method(model), Explaining.unit(model), base, told, ExplainAnswer.Linear.of(model, outputs));
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The request body has an error.",
                List.of(new FieldError("/data", detail)));
    }
}
