package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.statistics.sample.Frequencies;
import io.assay.statistics.sample.Quantile;
import io.assay.statistics.sample.SampleMoments;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills what is missing with one value, learned from the training rows: the median (the mean of the two middle values of
 * an even count), the mean, the most frequent value (of several the smallest, texts by code point), or a constant.
 *
 * @param strategy the median where nothing is said
 * @param value what the strategy constant fills in: a number, or a text
 */
@Kind("impute")
public record Impute(
        @Schema(description = "Where the value comes from", defaultValue = "median") @Nullable
        Strategy strategy,

        @Schema(description = "What the strategy constant fills in: a number or a text") @Nullable
        Scalar value)
        implements ColumnTransformer {

    /** Where the value comes from. */
    public enum Strategy {
        MEDIAN,
        MEAN,
        MOST_FREQUENT,
        CONSTANT
    }

    public Impute {
        Options.require(
                (strategy == Strategy.CONSTANT) == (value != null),
                "value",
                "belongs to the strategy constant, and must be given with it");
    }

    @Override
    public Fitted learn(Column in, Training training) {
        int missing = Numeric.missing(in);
        if (value != null) {
            requireFits(in, value);
            return new Learned(value, missing);
        }
        if (missing == in.size()) {
            throw Refusal.of(in, "is missing in every training row: no value can be learned to fill in");
        }
        return new Learned(
                switch (strategy == null ? Strategy.MEDIAN : strategy) {
                    case MEDIAN -> Scalar.of(Quantile.median(Numeric.of(in)));
                    case MEAN -> Scalar.of(SampleMoments.of(Numeric.of(in)).mean());
                    case MOST_FREQUENT, CONSTANT -> mostFrequent(in);
                },
                missing);
    }

    private static void requireFits(Column in, Scalar value) {
        boolean text = in instanceof TextColumn && value.text() != null;
        if (!text && (value.number() == null || !Numeric.is(in))) {
            throw Refusal.of(in, "cannot be filled with " + value.json() + ", which is of another type");
        }
    }

    private static Scalar mostFrequent(Column in) {
        return switch (in) {
            case NumberColumn numbers -> Scalar.of(Frequencies.mode(numbers.values()));
            case TextColumn text -> Scalar.of(mostFrequent(text));
            case TimeColumn times -> throw Refusal.of(times, "holds times, which are not imputed");
        };
    }

    private static String mostFrequent(TextColumn text) {
        int[] counts = Columns.counts(text);
        List<String> levels = text.levels();
        int best = 0;
        for (int level = 1; level < counts.length; level++) {
            if (counts[level] > counts[best]
                    || (counts[level] == counts[best]
                            && Words.BY_CODE_POINT.compare(levels.get(level), levels.get(best)) < 0)) {
                best = level;
            }
        }
        return levels.get(best);
    }

    /**
     * The value to fill in.
     *
     * @param missing how many training rows were
     */
    @Kind("impute")
    public record Learned(Scalar value, int missing) implements Elementwise {

        @Override
        public boolean isElementwise() {
            return value.number() != null;
        }

        @Override
        public void map(double[] values, int from, int to) {
            Double number = value.number();
            double filling = number == null ? Double.NaN : number;
            for (int i = from; i < to; i++) {
                double x = values[i];
                values[i] = Double.isNaN(x) ? filling : x;
            }
        }

        @Override
        public boolean flags() {
            return true;
        }

        @Override
        public void flag(Table in, byte[] flags) {
            Columns.flagMissing(Columns.only(in), flags);
        }

        private boolean isWhole() {
            Double number = value.number();
            return number != null && number == Math.rint(number);
        }

        @Override
        public Table apply(Table in, Context context) {
            String text = value.text();
            Column column = Columns.only(in);
            if (text == null) {
                Table filled = Elementwise.super.apply(in, context);
                // Categories of whole numbers are called 3 and not 3.0, whether or not one was missing.
                return isWhole() && column instanceof NumberColumn numbers && numbers.isWhole()
                        ? Columns.table(new NumberColumn(column.name(), Numeric.of(Columns.only(filled)), true))
                        : filled;
            }
            if (!(column instanceof TextColumn words)) {
                throw Refusal.of(column, "holds no text, and text was learned of it");
            }
            return Columns.table(Columns.filled(words, text));
        }
    }
}
