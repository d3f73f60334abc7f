package io.assay.feature.leakage;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import java.util.List;
import java.util.Locale;

/** How checks put what they found into words. */
final class Findings {

    private static final int MOST_NAMED = 10;

    private Findings() {}

    /** A check that passes without findings, and else names some of them. */
    static Check check(String id, Status found, List<String> findings, String clean, String advice) {
        return findings.isEmpty()
                ? new Check(id, Status.PASS, clean, null)
                : new Check(id, found, joined(findings), advice);
    }

    static String joined(List<String> findings) {
        String named = String.join("; ", findings.subList(0, Math.min(MOST_NAMED, findings.size())));
        int more = findings.size() - MOST_NAMED;
        return more > 0 ? named + "; and %d more".formatted(more) : named;
    }

    static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
