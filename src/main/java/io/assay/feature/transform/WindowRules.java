package io.assay.feature.transform;

import org.jspecify.annotations.Nullable;

/** What the options of windows have in common. */
final class WindowRules {

    /** More rows than a window needs, and few enough to be counted in an int. */
    static final int MOST_ROWS = 1_000_000;

    private WindowRules() {}

    static void requireSpan(@Nullable String value, String option) {
        Options.require(
                value == null || Windowed.span(value) != null,
                option,
                "must be a time span of days, hours, minutes and seconds such as P7D or PT12H, and more than none");
    }

    /** The type promises one; JSON may lack it. */
    static void requireStatistic(@Nullable WindowStatistic statistic) {
        Options.require(statistic != null, "statistic", "must be one of mean, sum, min, max, sd, count");
    }
}
