package io.assay.feature;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.pipeline.FeatureDefinition;
import io.assay.feature.pipeline.FittedFeature;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.transform.Hashing;
import io.assay.feature.transform.Impute;
import io.assay.feature.transform.OneHot;
import io.assay.feature.transform.TfIdf;
import io.assay.feature.transform.Transformer;
import io.assay.feature.transform.Windowed;
import io.assay.job.JobContext;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What work on tables takes, told before it is taken. */
public final class Sizes {

    /** More columns than this no model here is made for; whatever makes them has a better form. */
    public static final int MOST_FEATURES = 10_000;

    /** A table as it is read, and its columns once more as steps work on them. */
    private static final int COPIES = 2;

    private Sizes() {}

    /**
     * A table that is to be read.
     *
     * @param columns null for all
     */
    public static void table(
            JobContext context, Tables tables, TableData data, String pointer, @Nullable Collection<String> columns) {
        context.needs(
                COPIES * tables.bytes(data, pointer, columns),
                String.format(Locale.ROOT, "%,d rows that are read", tables.rows(data)));
    }

    /** The features of so many rows. */
    public static void features(JobContext context, FittedPipeline pipeline, long rows) {
        context.needs(
                pipeline.bytes(rows),
                String.format(
                        Locale.ROOT,
                        "%,d rows of %,d features%s",
                        rows,
                        pipeline.names().size(),
                        widest(pipeline)));
    }

    /**
     * Before anything is learned: a category of more levels than there may be features, with nothing to group them before
     * each becomes a column.
     *
     * @throws ProblemException with status 422 that counts them
     */
    public static void levels(PipelineDocument pipeline, Table table) {
        int asked = 0;
        for (FeatureDefinition feature : pipeline.features()) {
            for (Transformer step : feature.steps()) {
                asked += step instanceof Hashing hashing
                        ? hashing.width() * feature.inputs().size()
                        : 0;
                asked += step instanceof TfIdf words
                        ? words.width() * feature.inputs().size()
                        : 0;
                if (asked > MOST_FEATURES) {
                    throw tooWide(String.format(
                            Locale.ROOT,
                            "The pipeline would make more than %,d features of hashed and counted words",
                            MOST_FEATURES));
                }
            }
        }
        for (FeatureDefinition feature : pipeline.features()) {
            boolean isOneHot = feature.steps().stream().anyMatch(OneHot.class::isInstance);
            boolean isPlain = feature.steps().stream()
                    .allMatch(step -> step instanceof OneHot || step instanceof Impute || step instanceof Windowed);
            if (isOneHot && isPlain) {
                for (String name : feature.inputs()) {
                    Column column = table.column(name);
                    int levels = column == null ? 0 : levels(column);
                    if (levels > MOST_FEATURES) {
                        throw tooWide(String.format(
                                Locale.ROOT,
                                "The feature %s would become %,d columns, one for each level of %s",
                                feature.name(),
                                levels,
                                name));
                    }
                }
            }
        }
    }

    private static int levels(Column column) {
        return switch (column) {
            case TextColumn text -> text.levels().size();
            case NumberColumn numbers ->
                (int) Math.min(
                        Integer.MAX_VALUE,
                        Arrays.stream(numbers.values())
                                .filter(value -> !Double.isNaN(value))
                                .distinct()
                                .count());
            case TimeColumn times -> 0;
        };
    }

    private static ProblemException tooWide(String what) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                String.format(
                        Locale.ROOT,
                        "%s, and a pipeline may make %,d: group rare levels, hash them, or encode by the target.",
                        what,
                        MOST_FEATURES));
    }

    /**
     * After it was learned: what several features become together.
     *
     * @throws ProblemException with status 422 for a pipeline that makes more features than any model takes
     */
    public static void width(FittedPipeline pipeline) {
        int features = pipeline.names().size();
        if (features > MOST_FEATURES) {
            throw tooWide(
                    String.format(Locale.ROOT, "The pipeline would make %,d features%s", features, widest(pipeline)));
        }
    }

    private static String widest(FittedPipeline pipeline) {
        return pipeline.document().features().stream()
                .filter(feature -> feature.outputs().size() > 1)
                .max(Comparator.comparingInt(
                        (FittedFeature feature) -> feature.outputs().size()))
                .map(feature -> String.format(
                        Locale.ROOT, ", %,d of them of %s", feature.outputs().size(), feature.name()))
                .orElse("");
    }
}
