package io.assay.feature.transform;

import io.assay.platform.json.Violations;
import org.jspecify.annotations.Nullable;

/** What the options of windows have in common. */
final class WindowRules {

    /** More rows than a window needs, and few enough to be counted in an int. */
    static final int MOST_ROWS = 1_000_000;

    private WindowRules() {}

    static void checkSpan(Violations violations, String name, @Nullable String value) {
        if (value != null && Windowed.span(value) == null) {
            violations.reject(
                    "/" + name, "must be a time span of days, hours, minutes and seconds such as P7D or PT12H");
        }
    }
}
