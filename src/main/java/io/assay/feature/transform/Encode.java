package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.Table;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One-hot of a category with few levels, target encoding of one with many, which would become as many columns. The
 * report says which and why.
 *
 * @param mostLevels up to so many are one-hot; 50 where nothing is said
 * @param smoothing of the target encoding
 * @param minCount of the target encoding
 */
@Kind("encode")
public record Encode(
        @Schema(description = "Up to so many levels are one-hot encoded, more by the target", defaultValue = "50")
        @Nullable
        Integer mostLevels,

        @Schema(
                description =
                        "Of the target encoding: the weight of the mean of all, in rows, or \"auto\"; 10 where nothing is said")
        @Nullable
        Scalar smoothing,

        @Schema(
                description = "Of the target encoding: a category with fewer rows gets the mean of all",
                defaultValue = "1")
        @Nullable
        Integer minCount)
        implements ColumnTransformer {

    private static final int DEFAULT_LEVELS = 50;

    public Encode {
        Options.requireWhole(mostLevels, 0, OneHot.MOST_LEVELS, "most_levels");
        // Checks them as options of this step.
        new TargetEncode(smoothing, minCount);
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
        int levels = Categories.in(in).size();
        int most = Options.or(mostLevels, DEFAULT_LEVELS);
        if (levels <= most) {
            Fitted oneHot = new OneHot().learn(in, training);
            return Fitting.of(
                    new Learned(levels, levels + " levels, which is not above " + most, oneHot),
                    Columns.table(in),
                    training);
        }
        if (training.target() == null) {
            throw Refusal.of(
                    in,
                    "has " + levels + " levels, above " + most
                            + ", and so calls for target encoding, but no target was named");
        }
        Fitting encoding = new TargetEncode(smoothing, minCount).fit(in, training);
        return new Fitting(
                new Learned(levels, levels + " levels, which is above " + most, encoding.state()), encoding.trained());
    }

    /**
     * What was chosen.
     *
     * @param state of the one that was
     */
    @Kind("encode")
    public record Learned(int levels, String reason, Fitted state) implements Fitted {

        @Override
        public Table apply(Table in, Context context) {
            return state.apply(in, context);
        }

        @Override
        public double[][] numbers(Table in, Context context) {
            return state.numbers(in, context);
        }

        @Override
        public boolean isOneHot() {
            return state.isOneHot();
        }

        @Override
        public boolean flags() {
            return state.flags();
        }

        @Override
        public void flag(Table in, byte[] flags) {
            state.flag(in, flags);
        }

        @Override
        public Finding finding() {
            return new Finding(
                    null,
                    null,
                    levels,
                    state.getClass().getAnnotation(Kind.class).value(),
                    reason);
        }
    }
}
