package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.statistics.encoding.TargetEncoding;
import io.assay.statistics.encoding.TargetEncoding.Smoothing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The mean outcome of the training rows of the same category, drawn towards that of all of them: see {@link
 * TargetEncoding} for the formulas. Missing is a category like another; one that was not learned gets the mean of all.
 * Training rows are encoded by what the other inner folds say, since their own outcome must not be seen in them; all
 * other rows by what all training rows say.
 *
 * @param smoothing the weight of the mean of all, in rows, or "auto"; 10 where nothing is said
 * @param minCount a category with fewer rows gets the mean of all; 1 where nothing is said
 */
@Kind("target_encode")
public record TargetEncode(
        @Schema(description = "The weight of the mean of all, in rows, or \"auto\"; 10 where nothing is said") @Nullable
        Scalar smoothing,

        @Schema(description = "A category with fewer rows gets the mean of all", defaultValue = "1") @Nullable
        Integer minCount)
        implements ColumnTransformer {

    private static final double DEFAULT_WEIGHT = 10;
    private static final String AUTO = "auto";

    public TargetEncode {
        if (smoothing != null) {
            Double weight = smoothing.number();
            Options.require(
                    weight == null ? AUTO.equals(smoothing.text()) : weight >= 0,
                    "smoothing",
                    "must be 0 or more, or \"auto\"");
        }
        Options.requireWhole(minCount, 1, Integer.MAX_VALUE, "min_count");
    }

    @Override
    public boolean learnsFromTarget() {
        return true;
    }

    @Override
    public Fitted learn(Column in, Training training) {
        return fit(in, training).state();
    }

    @Override
    public Fitting fit(Column in, Training training) {
        double[] target = training.target();
        int[] folds = training.folds();
        if (target == null || folds == null) {
            throw Refusal.of("it learns from a target, and none was named");
        }
        Categories categories = Categories.in(in);
        int levels = categories.size();
        boolean hasMissing = Numeric.missing(in) > 0;
        int[] places = missingLast(categories.places(in), levels);
        TargetEncoding all = TargetEncoding.of(places, levels + 1, target, strength());
        Learned state = new Learned(
                categories,
                new Doubles(IntStream.range(0, levels).mapToDouble(all::of).toArray()),
                hasMissing ? all.of(levels) : null,
                all.prior());
        return new Fitting(
                state,
                () -> Columns.table(new NumberColumn(
                        in.name(), TargetEncoding.crossFitted(places, levels + 1, target, folds, strength()), false)));
    }

    private Smoothing strength() {
        double weight =
                smoothing == null ? DEFAULT_WEIGHT : smoothing.number() == null ? Double.NaN : smoothing.number();
        return new Smoothing(weight, Options.or(minCount, 1));
    }

    private static int[] missingLast(int[] places, int levels) {
        return Arrays.stream(places)
                .map(place -> place == Categories.NONE ? levels : place)
                .toArray();
    }

    /**
     * A number for each category.
     *
     * @param missing that of missing; null where no training row was
     * @param prior that of what was not learned, the mean of all
     */
    @Kind("target_encode")
    public record Learned(
            Categories categories,
            Doubles encodings,
            @Nullable Double missing,
            double prior) implements Fitted {

        @Override
        public Table apply(Table in, Context context) {
            Column column = Columns.only(in);
            int[] places = categories.places(column);
            double[] values = new double[places.length];
            for (int row = 0; row < values.length; row++) {
                if (places[row] != Categories.NONE) {
                    values[row] = encodings.get(places[row]);
                } else {
                    values[row] = missing != null && column.isMissing(row) ? missing : prior;
                }
            }
            return Columns.table(new NumberColumn(column.name(), values, false));
        }

        @Override
        public boolean flags() {
            return true;
        }

        @Override
        public void flag(Table in, byte[] flags) {
            categories.flagUnknown(Columns.only(in), flags);
        }

        @Override
        public Finding finding() {
            return Finding.ofLevels(categories.size());
        }
    }
}
