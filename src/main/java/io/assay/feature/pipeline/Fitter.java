package io.assay.feature.pipeline;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.feature.pipeline.FittedDocument.FittedTarget;
import io.assay.feature.pipeline.FittedDocument.InputColumn;
import io.assay.feature.transform.Finding;
import io.assay.feature.transform.Fitted;
import io.assay.feature.transform.Numeric;
import io.assay.feature.transform.Refusal;
import io.assay.feature.transform.Transformer;
import io.assay.feature.transform.Transformer.Fitting;
import io.assay.platform.problem.ProblemException;
import io.assay.statistics.sample.SampleMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fits the features of one pipeline on one table. */
final class Fitter {

    private final PipelineDocument pipeline;
    private final Table raw;
    private final FitOptions options;
    private final Workers workers;
    private final FitWatch watch;

    /** Held by the thread that speaks to the watch. */
    private final Object turn = new Object();

    private final TrainingRows training;
    private final Table few;
    private final Supplier<RowKeys> keys;

    Fitter(
            PipelineDocument pipeline,
            Table given,
            FitOptions options,
            int @Nullable [] groups,
            Workers workers,
            FitWatch watch) {
        this.pipeline = pipeline;
        this.options = options;
        this.workers = workers;
        this.watch = watch;
        if (given.rows() == 0) {
            throw Refusal.of("there are no rows to learn from");
        }
        this.raw = withTimes(pipeline, given);
        List<String> distinguishing = RowKeys.columns(pipeline.inputs(), options.target(), rowId(given, options));
        this.keys = () -> RowKeys.of(raw, distinguishing);
        this.training = new TrainingRows(pipeline, raw, options, groups);
        List<Column> read = pipeline.inputs().stream()
                .map(name -> Inputs.column(raw, name, "column"))
                .toList();
        this.few = new Table(raw.rows(), read).take(ParityRows.chosen(raw.rows()));
    }

    /** The table, with columns that are used as times read as such. */
    private static Table withTimes(PipelineDocument pipeline, Table given) {
        Set<String> times = pipeline.timeColumns();
        return new Table(
                given.rows(),
                given.columns().stream()
                        .map(column -> column instanceof TextColumn text && times.contains(text.name())
                                ? ColumnType.TIME.take(text, FittedPipeline.ROWS)
                                : column)
                        .toList());
    }

    private static @Nullable String rowId(Table given, FitOptions options) {
        return options.rowId() == null
                ? null
                : Inputs.column(given, options.rowId(), "row id").name();
    }

    /** A feature as it was fitted; {@code trained} makes its training rows. */
    private record One(FittedFeature feature, Supplier<double[][]> trained) {}

    PipelineFit fit() {
        List<InputColumn> inputs = pipeline.inputs().stream()
                .map(name -> new InputColumn(name, ColumnType.of(Inputs.column(raw, name, "column"))))
                .toList();
        One[] fitted = new One[pipeline.features().size()];
        AtomicInteger done = new AtomicInteger();
        workers.all(fitted.length, i -> {
            FeatureDefinition definition = pipeline.features().get(i);
            fitted[i] = fit(definition);
            synchronized (turn) {
                watch.at((double) done.incrementAndGet() / fitted.length, "fitted " + definition.name());
            }
        });
        List<FittedFeature> features = Arrays.stream(fitted).map(One::feature).toList();
        requireDistinct(features);
        FittedDocument document = new FittedDocument(
                pipeline, options, target(), raw.rows(), inputs, features, pipeline.undocumented(), null);
        ParityRows parity = ParityRows.of(few, new FittedPipeline(document, workers).apply(few));
        FittedPipeline whole = new FittedPipeline(document.with(parity), workers);
        return new PipelineFit(whole, keys, () -> trained(fitted, whole.names()));
    }

    private One fit(FeatureDefinition definition) {
        List<Column> columns = columns(raw, definition);
        Supplier<Table> rows = () -> new Table(raw.rows(), columns);
        // What the steps make of a few rows says how many columns there will be and what they are called.
        Table made = new Table(few.rows(), columns(few, definition));
        Rows context = new Rows(pipeline, few);
        List<Fitted> states = new ArrayList<>();
        for (Transformer step : definition.steps()) {
            try {
                requireMemory(definition, made.columns().size() - columns.size());
                Fitting fitting = step.fit(rows.get(), training);
                states.add(fitting.state());
                rows = fitting.trained();
                made = fitting.state().apply(made, context);
            } catch (ProblemException refusal) {
                throw new ProblemException(
                        refusal.type(),
                        "Feature %s, step %d (%s): %s."
                                .formatted(definition.name(), states.size() + 1, Kinds.of(step), refusal.detail()),
                        refusal.errors());
            }
        }
        requireNumbers(definition, made, rows);
        List<String> outputs = OutputNames.of(definition, made.names());
        FittedFeature feature =
                new FittedFeature(definition.name(), definition.inputs(), states, outputs, report(columns, states));
        return new One(feature, trained(feature, columns, rows));
    }

    /** No chain of elementwise steps learns from the target, and what lies between them need not be kept. */
    private static Supplier<double[][]> trained(FittedFeature feature, List<Column> columns, Supplier<Table> rows) {
        return !feature.steps().isEmpty() && feature.isChain(columns)
                ? () -> new double[][] {feature.chained(columns.getFirst())}
                : () -> Numeric.finite(rows.get());
    }

    private static List<Column> columns(Table table, FeatureDefinition definition) {
        return definition.inputs().stream()
                .map(name -> Inputs.column(table, name, "column"))
                .toList();
    }

    /** Says what columns take that are not there in the data. */
    private void requireMemory(FeatureDefinition definition, long more) {
        if (more > 0) {
            synchronized (turn) {
                watch.needs(
                        Math.multiplyExact(more * raw.rows(), (long) Double.BYTES),
                        String.format(
                                Locale.ROOT, "%,d columns in the middle of the feature %s", more, definition.name()));
            }
        }
    }

    private static void requireNumbers(FeatureDefinition definition, Table made, Supplier<Table> all) {
        if (made.columns().stream().anyMatch(column -> !(column instanceof NumberColumn))) {
            try {
                all.get().columns().forEach(Numeric::of);
            } catch (ProblemException refusal) {
                throw Refusal.of("Feature " + definition.name() + " ends without numbers: " + refusal.detail());
            }
        }
    }

    private FeatureReport report(List<Column> columns, List<Fitted> states) {
        int missing = columns.size() == 1 ? Numeric.missing(columns.getFirst()) : missingInOne(columns);
        Finding all = Finding.NONE;
        for (Fitted state : states) {
            all = all.with(state.finding());
        }
        return new FeatureReport(
                missing,
                (double) missing / raw.rows(),
                all.skewnessBefore(),
                all.skewnessAfter(),
                all.levels(),
                all.chosen(),
                all.reason());
    }

    private int missingInOne(List<Column> columns) {
        int missing = 0;
        for (int row = 0; row < raw.rows(); row++) {
            for (Column column : columns) {
                if (column.isMissing(row)) {
                    missing++;
                    break;
                }
            }
        }
        return missing;
    }

    private @Nullable FittedTarget target() {
        double[] target = training.target();
        return target == null
                ? null
                : new FittedTarget(
                        training.isClassification(), SampleMoments.of(target).mean());
    }

    private Features trained(One[] fitted, List<String> names) {
        double[][] features = new double[names.size()][];
        int[] places = new int[fitted.length];
        for (int i = 1; i < fitted.length; i++) {
            places[i] = places[i - 1] + fitted[i - 1].feature().outputs().size();
        }
        workers.all(
                fitted.length,
                i -> fitted[i].feature().write(fitted[i].trained().get(), features, places[i]));
        return new Features(raw.rows(), names, features);
    }

    private static void requireDistinct(List<FittedFeature> features) {
        Set<String> seen = new HashSet<>();
        for (FittedFeature feature : features) {
            for (String output : feature.outputs()) {
                if (!seen.add(output)) {
                    throw Refusal.of(
                            "Feature " + feature.name() + " would make a second feature of the name " + output);
                }
            }
        }
    }
}
