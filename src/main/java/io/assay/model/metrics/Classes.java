package io.assay.model.metrics;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcomes as numbers of classes. */
final class Classes {

    private static final List<String> TRUTH = List.of("false", "true");

    private Classes() {}

    /** 1 for the positive class: 1, true, or the second of the labels. */
    static boolean[] positive(Column y, @Nullable List<String> labels) {
        if (labels == null && y instanceof TextColumn words && !TRUTH.containsAll(words.levels())) {
            throw Values.refused("/labels", "must say which of the values of y is the positive one, as the second");
        }
        int[] classes = numbers(y, labels == null && y instanceof TextColumn ? TRUTH : labels, 2);
        boolean[] positive = new boolean[classes.length];
        for (int row = 0; row < classes.length; row++) {
            positive[row] = classes[row] == 1;
        }
        return positive;
    }

    /**
     * The number of each row's class.
     *
     * @param labels null for numbers from 0 on
     * @param count of classes
     */
    static int[] numbers(Column y, @Nullable List<String> labels, int count) {
        if (labels != null && labels.size() != count) {
            throw Values.refused("/labels", "must be as many as there are classes, " + count);
        }
        return labels == null ? wholes(y, count) : named(y, labels);
    }

    private static int[] wholes(Column y, int count) {
        if (!(y instanceof NumberColumn numbers)) {
            throw Values.refused("/labels", "must name the classes where y is text");
        }
        int[] classes = new int[numbers.size()];
        for (int row = 0; row < classes.length; row++) {
            double value = numbers.values()[row];
            if (!(value >= 0 && value < count && value == Math.rint(value))) {
                throw Values.refused(
                        "/y/" + row,
                        count == 2 ? "must be 0 or 1" : "must be the number of a class, from 0 to " + (count - 1));
            }
            classes[row] = (int) value;
        }
        return classes;
    }

    private static int[] named(Column y, List<String> labels) {
        Map<String, Integer> numbers = new HashMap<>();
        labels.forEach(label -> numbers.put(label, numbers.size()));
        int[] classes = new int[y.size()];
        for (int row = 0; row < classes.length; row++) {
            String text = Values.text(y, row);
            Integer number = text == null ? null : numbers.get(text);
            if (number == null) {
                throw Values.refused("/y/" + row, "must be one of the labels");
            }
            classes[row] = number;
        }
        return classes;
    }
}
