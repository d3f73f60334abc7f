package io.assay.causal;

import io.assay.statistics.regression.CoefficientTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer as a statistician reads it: what it is, a line for each coefficient, and remarks, in a fixed-width font. */
public final class SummaryTable {

    private static final int WIDTH = 92;

    private static final int NAME = 28;

    private final List<String> lines = new ArrayList<>();

    /** Begins with a heading. */
    public SummaryTable(String heading) {
        lines.add(heading);
        rule();
    }

    /** What was computed, such as the outcome and its column. */
    public SummaryTable fact(String what, String value) {
        lines.add(padded(what, NAME) + value);
        return this;
    }

    /**
     * A line for each coefficient.
     *
     * @param letter of the statistic, t or z
     */
    public SummaryTable coefficients(List<CoefficientTest> tests, String letter) {
        rule();
        lines.add(padded("", NAME)
                + String.format(Locale.ROOT, "%12s%12s%9s%10s%22s", "estimate", "std. error", letter, "p", "interval"));
        for (CoefficientTest test : tests) {
            String interval = test.interval() == null
                    ? ""
                    : "[" + figure(test.interval().lower()) + ", "
                            + figure(test.interval().upper()) + "]";
            lines.add(padded(test.name(), NAME)
                    + String.format(
                            Locale.ROOT,
                            "%12s%12s%9s%10s%22s",
                            figure(test.estimate()),
                            figure(test.standardError()),
                            test.statistic() == null ? "" : String.format(Locale.ROOT, "%.3f", test.statistic()),
                            p(test.pValue()),
                            interval));
        }
        rule();
        return this;
    }

    /** Any line. */
    public SummaryTable line(String line) {
        lines.add(line.stripTrailing());
        return this;
    }

    private void rule() {
        lines.add("-".repeat(WIDTH));
    }

    /** The whole. */
    public String text() {
        return String.join("\n", lines.stream().map(String::stripTrailing).toList());
    }

    private static String padded(String text, int width) {
        return text.length() < width ? text + " ".repeat(width - text.length()) : text + " ";
    }

    /** A number with the digits that a reader wants; empty for none. */
    public static String figure(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        double size = Math.abs(value);
        return size != 0 && (size < 1e-3 || size >= 1e6)
                ? String.format(Locale.ROOT, "%.3e", value)
                : String.format(Locale.ROOT, size < 1 ? "%.4f" : size < 1000 ? "%.3f" : "%.1f", value);
    }

    /** A p-value as it is printed; empty for none. */
    public static String p(@Nullable Double value) {
        return value == null ? "" : value < 1e-4 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }
}
