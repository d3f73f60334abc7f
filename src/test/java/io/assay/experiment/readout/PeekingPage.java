package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.experiment.readout.PeekingStudy.Count;
import java.util.List;
import java.util.Locale;

/** The demonstration of peeking as a page: the same experiments give the same text. */
final class PeekingPage {

    private static final String HEAD = """
            # Peeking

            What happens when the same experiment is read every day, and somebody is ready to stop on the first day that looks
            good? Here the arms do not differ: each day 500 more users come into each of two arms, and one in ten of them converts.
            28,000 users were planned, with a fixed horizon; every day's sums go to `POST /api/v1/experiments/readout` with
            `looks_before` and `earlier_looks`.

            **Bold** is what somebody who believes in that column would have stopped for: p below 5 %, a chance to win of 95 % or
            more. The answer carries all of it, and `act_on` says which one counts today. The last column is
            `error_rate_if_stopping_was_possible`: how many experiments without any effect had p below 5 % up to that day.
            """;

    private static final String DAYS = """

            | day | lift so far | fixed-horizon | chance to win | `act_on` | p-value and lift there | `decision` | stopped for nothing |
            |---:|---:|---:|---:|---|---|---|---:|
            """;

    private static final String TAIL = """

            - Whoever reads a fixed-horizon p-value every day is wrong several times as often as the 5 % that it says; on the
              planned day alone, with nobody looking before, it keeps its word.
            - A flat prior does not protect against looking: whoever ships on the first day with a chance to win of 95 % ships
              about one in five treatments that do nothing.
            - `act_on` names always-valid inference on every day: before the planned size because what is read will be read
              again, at the planned size because it was read before. Its decision is `keep_running` until there is something to find or
              the planned users have come.
            - A group-sequential plan that counts on the looks errs no more than it says and is narrower at the end; it has to be
              chosen before the first look.

            This page is written by `mvn test -Dtest=PeekingPageTest -Dassay.docs.write=true` and checked by every build.
            """;

    private PeekingPage() {}

    /**
     * @param first every day of the first experiment
     * @param stopped every day of the first in which p fell below 5 %
     */
    static String write(List<Readout> first, long seedOfStopped, List<Readout> stopped, PeekingStudy study) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\n## The first experiment drawn\n\nSeed 1 of `SplittableRandom`, chosen for nothing.\n");
        append(page, first);
        page.append("\n## The first that somebody would have stopped\n\nSeed ")
                .append(seedOfStopped)
                .append(": the first in which a fixed-horizon p-value fell below 5 % on some day.\n");
        append(page, stopped);
        NaiveErrorRate naive = first.getLast().plan().errorRateIfStoppingWasPossible();
        double spread = 3 * Math.sqrt(PeekingStudy.ALPHA * (1 - PeekingStudy.ALPHA) / PeekingStudy.EXPERIMENTS);
        String experiments = Wording.count(PeekingStudy.EXPERIMENTS);
        page.append("""

            ## %s experiments

            Seeds 1 to %s. None has an effect, so that whatever is found is an error. "On one day at least" is what
            somebody meets who looks every day and stops at the first finding; "expected" is what the answer of day 28
            says of it. By chance a rule that errs 5 %% of the time is found to err between %s and %s (three standard
            errors).

            | rule | on one day at least | on day 28 alone | expected of one day at least |
            |---|---:|---:|---:|
            """.formatted(
                                experiments,
                                experiments,
                                Wording.percent(PeekingStudy.ALPHA - spread),
                                Wording.percent(PeekingStudy.ALPHA + spread)))
                .append(row(
                        "fixed-horizon: p below 5 %",
                        study.significant(InferenceKind.FIXED_HORIZON), Wording.percent(naive.fixedHorizon())))
                .append(row(
                        "bayesian: 95 % interval without 0",
                        study.significant(InferenceKind.BAYESIAN), Wording.percent(naive.fixedHorizon())))
                .append(row(
                        "bayesian: chance to win of 95 % or more",
                        study.likelyToWin(), Wording.percent(naive.chanceToWin())))
                .append(row(
                        "group-sequential, of 28 planned looks",
                        study.significant(InferenceKind.GROUP_SEQUENTIAL),
                        "at most 5 %"))
                .append(row(
                        "always-valid, which `act_on` names",
                        study.significant(InferenceKind.ALWAYS_VALID),
                        "at most 5 %"));
        return page.append(TAIL).toString();
    }

    private static void append(StringBuilder page, List<Readout> days) {
        page.append(DAYS);
        for (int day = 1; day <= days.size(); day++) {
            page.append(row(day, days.get(day - 1)));
        }
    }

    private static String row(int day, Readout readout) {
        MetricReadout metric = readout.metrics().getFirst();
        ComparisonReadout comparison = metric.comparisons().getFirst();
        InferenceReadout fixed = under(comparison, InferenceKind.FIXED_HORIZON);
        InferenceReadout valid = under(comparison, metric.actOn().inference());
        BayesianState bayesian = under(comparison, InferenceKind.BAYESIAN).bayesian();
        Effect lift = valid.relative();
        if (bayesian == null || lift == null || lift.lower() == null || lift.upper() == null) {
            throw new IllegalStateException("every day has conversions in both arms");
        }
        double chance = bayesian.chanceToWin();
        return "| %d | %s | %s | %s | `%s` | %s, %s to %s | `%s` | %s |\n"
                .formatted(
                        day,
                        Wording.signedPercent(lift.estimate()),
                        p(fixed),
                        bold(Wording.percent(chance), chance >= 1 - PeekingStudy.ALPHA),
                        lower(metric.actOn().inference()),
                        p(valid),
                        Wording.signedPercent(lift.lower()),
                        Wording.signedPercent(lift.upper()),
                        lower(readout.decision().decision()),
                        Wording.percent(
                                readout.plan().errorRateIfStoppingWasPossible().fixedHorizon()));
    }

    private static String row(String rule, Count count, String expected) {
        return "| %s | %s | %s | %s |\n"
                .formatted(rule, share(count.onAnyDay()), share(count.onTheLastDay()), expected);
    }

    private static String share(int count) {
        return Wording.percent((double) count / PeekingStudy.EXPERIMENTS);
    }

    private static InferenceReadout under(ComparisonReadout comparison, InferenceKind kind) {
        InferenceReadout result = comparison.under(kind);
        if (result == null || result.pValue() == null) {
            throw new IllegalStateException("every inference was asked for and has a p-value");
        }
        return result;
    }

    private static String p(InferenceReadout result) {
        Double p = result.pValue();
        return p == null ? "" : bold(Wording.pValue(p), Boolean.TRUE.equals(result.significant()));
    }

    private static String bold(String text, boolean stops) {
        return stops ? "**" + text + "**" : text;
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
