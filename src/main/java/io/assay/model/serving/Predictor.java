package io.assay.model.serving;

import io.assay.data.Table;
import io.assay.feature.Pointed;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.model.evaluation.Served;
import io.assay.model.explanation.Attributions;
import io.assay.model.scoring.Task;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores raw rows by a loaded version: the one way in which predictions come about, whoever asks. */
public final class Predictor {

    /** Reasons of a row, unless more or fewer are asked for. */
    public static final int USUAL_REASONS = 3;

    /** So many rows may come in one request that is no stream: what a row takes beyond its text is the service's memory. */
    public static final int MOST_ROWS = 100_000;

    /** So many rows may be explained at once. */
    public static final int MOST_EXPLAINED = 10_000;

    private Predictor() {}

    /**
     * What is wanted beside the numbers.
     *
     * @param reasons how many of a row; 0 for none
     * @param threshold from which probability on a row is taken for positive; null for the version's own
     */
    public record Wanted(int reasons, @Nullable Double threshold) {

        /** Just the numbers, and the labels that the version has a threshold for. */
        public static final Wanted NUMBERS = new Wanted(0, null);
    }

    /**
     * Scores rows.
     *
     * @param rows have the columns that the version reads, and perhaps others
     * @throws ProblemException with status 422 where they cannot be scored, or a threshold is no use
     */
    public static Scores score(Loaded model, Table rows, Wanted wanted) {
        check(model, wanted, rows.rows());
        long begun = System.nanoTime();
        Served served = model.served();
        FittedPipeline pipeline = served.pipeline();
        Table typed = Pointed.at("/data", () -> pipeline.typed(rows, "/data"));
        double[][] features = served.features(typed);
        RowMarks marks = RowMarks.of(model, Pointed.at("/data", () -> pipeline.flags(typed)), typed);
        long made = System.nanoTime();
        double[][] predictions = served.predictions(features, typed.rows());
        Attributions attributions = null;
        double[][] margins = {};
        if (wanted.reasons() > 0) {
            attributions = served.attributions(features, typed.rows()).grouped(model.columnsOfOutputs());
            margins = served.model().margins(features, typed.rows());
        }
        return new Scores(
                model,
                typed,
                predictions,
                wanted.threshold() == null ? model.threshold() : wanted.threshold(),
                marks,
                attributions,
                margins,
                wanted.reasons(),
                made - begun,
                System.nanoTime() - made);
    }

    /** @throws ProblemException with status 422 where what is wanted is nothing that the version has */
    static void check(Loaded model, Wanted wanted) {
        if (wanted.threshold() != null && model.task() != Task.BINARY) {
            throw refused("/threshold", "is for two classes; " + model.target().column() + " has none or several");
        }
    }

    /** As {@link #check(Loaded, Wanted)}, or where so many rows are more than can be explained at once. */
    static void check(Loaded model, Wanted wanted, int rows) {
        check(model, wanted);
        if (wanted.reasons() > 0 && rows > MOST_EXPLAINED) {
            throw refused("/data", "must have at most %,d rows to be explained".formatted(MOST_EXPLAINED));
        }
    }

    /** Of rows at the pointer that are more than the most. */
    public static ProblemException tooManyRows(String pointer, int most) {
        return refused(
                pointer, "has more than %,d rows; stream newline-delimited JSON, or store a dataset".formatted(most));
    }

    private static ProblemException refused(String pointer, String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The request body has an error.",
                List.of(new FieldError(pointer, detail)));
    }
}
