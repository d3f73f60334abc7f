package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several columns as one: the product of numbers, or categories crossed, {@code NO & free}, for a step that takes
 * categories. Missing where one of them is. Learns nothing.
 *
 * @param of product where nothing is said
 */
@Kind("interaction")
public record Interaction(
        @Schema(description = "How the columns become one", defaultValue = "product") @Nullable
        Of of) implements Transformer, Fitted {

    /** How they become one. */
    public enum Of {
        PRODUCT,
        CROSS
    }

    private static final String AND = " & ";

    @Override
    public Fitting fit(Table in, Training training) {
        if (in.columns().size() < 2) {
            throw Refusal.of(
                    "it takes two columns or more, and there is " + in.columns().size());
        }
        return Fitting.of(this, in, training);
    }

    @Override
    public Table apply(Table in, Context context) {
        return Columns.table(of == Of.CROSS ? crossed(in) : product(in));
    }

    private static Column product(Table in) {
        double[] product = Numeric.of(in.columns().getFirst()).clone();
        for (Column column : in.columns().subList(1, in.columns().size())) {
            double[] values = Numeric.of(column);
            for (int row = 0; row < product.length; row++) {
                product[row] *= values[row];
            }
        }
        return new NumberColumn("", product, false);
    }

    private static Column crossed(Table in) {
        TextColumn crossed = words(in.columns().getFirst());
        for (Column column : in.columns().subList(1, in.columns().size())) {
            crossed = crossed(crossed, words(column));
        }
        return crossed;
    }

    private static TextColumn crossed(TextColumn a, TextColumn b) {
        int[] codes = new int[a.size()];
        List<String> levels = new ArrayList<>();
        Map<Long, Integer> known = new HashMap<>();
        for (int row = 0; row < codes.length; row++) {
            int first = a.codes()[row];
            int second = b.codes()[row];
            codes[row] = first < 0 || second < 0
                    ? -1
                    : known.computeIfAbsent(((long) first << Integer.SIZE) | second, pair -> {
                        levels.add(a.levels().get(first) + AND + b.levels().get(second));
                        return levels.size() - 1;
                    });
        }
        return new TextColumn("", codes, levels);
    }

    /** Its categories as words in which {@code &} cannot be taken for the one between two of them. */
    private static TextColumn words(Column column) {
        return switch (column) {
            case TextColumn text ->
                new TextColumn(
                        text.name(),
                        text.codes(),
                        text.levels().stream().map(Interaction::escaped).toList());
            case NumberColumn numbers -> {
                int[] codes = new int[numbers.size()];
                List<String> levels = new ArrayList<>();
                Map<Double, Integer> known = new HashMap<>();
                for (int row = 0; row < codes.length; row++) {
                    double value = numbers.values()[row] + 0.0;
                    codes[row] = Double.isNaN(value)
                            ? -1
                            : known.computeIfAbsent(value, number -> {
                                levels.add(Words.canonical(number));
                                return levels.size() - 1;
                            });
                }
                yield new TextColumn(numbers.name(), codes, levels);
            }
            case TimeColumn times -> throw Refusal.of(times, "holds times, which are no categories");
        };
    }

    private static String escaped(String word) {
        return word.replace("\\", "\\\\").replace("&", "\\&");
    }
}
