package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins the categories that few training rows have into one, and with them whatever was not learned. What comes out are
 * texts, numbers as they are written. Missing stays missing.
 *
 * @param minCount a category with fewer rows is rare
 * @param minShare a category with a smaller share of the rows that are not missing is rare
 * @param other what they are called; {@code other} where nothing is said
 */
@Kind("rare_levels")
public record RareLevels(
        @Schema(description = "A category with fewer rows is rare") @Nullable
        Integer minCount,

        @Schema(description = "A category with a smaller share of the rows that are not missing is rare") @Nullable
        Double minShare,

        @Schema(description = "What the rare ones are called together", defaultValue = "other") @Nullable
        String other)
        implements ColumnTransformer {

    public RareLevels {
        Options.require(minCount != null || minShare != null, "min_count", "must be given, or min_share, or both");
        Options.requireWhole(minCount, 1, Integer.MAX_VALUE, "min_count");
        Options.require(minShare == null || (minShare > 0 && minShare < 1), "min_share", "must be above 0 and below 1");
        Options.require(other == null || !other.isEmpty(), "other", "must not be empty");
    }

    @Override
    public Fitted learn(Column in, Training training) {
        Categories categories = Categories.in(in);
        int[] counts = new int[categories.size()];
        int present = 0;
        for (int place : categories.places(in)) {
            if (place != Categories.NONE) {
                counts[place]++;
                present++;
            }
        }
        double fewest = Math.max(Options.or(minCount, 1), Options.or(minShare, 0) * present);
        Categories kept = categories.only(place -> counts[place] >= fewest);
        return new Learned(kept, other == null ? "other" : other, categories.size() - kept.size());
    }

    /**
     * The categories that are frequent.
     *
     * @param rare how many were joined
     */
    @Kind("rare_levels")
    public record Learned(Categories kept, String other, int rare) implements Fitted {

        @Override
        public Table apply(Table in, Context context) {
            Column column = Columns.only(in);
            int[] codes = kept.places(column);
            List<String> levels = new ArrayList<>(kept.names());
            int joined = levels.indexOf(other);
            if (joined < 0) {
                joined = levels.size();
                levels.add(other);
            }
            for (int row = 0; row < codes.length; row++) {
                if (codes[row] == Categories.NONE && !column.isMissing(row)) {
                    codes[row] = joined;
                }
            }
            return Columns.table(new TextColumn(column.name(), codes, levels));
        }

        @Override
        public Finding finding() {
            return new Finding(
                    null, null, kept.size(), "kept " + kept.size(), "joined " + rare + " rare levels as " + other);
        }
    }
}
