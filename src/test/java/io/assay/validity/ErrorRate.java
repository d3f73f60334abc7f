package io.assay.validity;

import io.assay.validity.Method.Guarantee;
import io.assay.validity.Method.Kind;
import java.util.Locale;
import java.util.Map;

/**
 * How often a method erred.
 *
 * @param method its heading
 * @param kind whether it is shown as false positives or as coverage
 * @param guarantee what it promises
 * @param level the nominal error rate
 * @param errors experiments in which it erred
 * @param noAnswer experiments in which it had no answer
 * @param replications experiments in all
 */
record ErrorRate(
        String method, Kind kind, Guarantee guarantee, double level, int errors, int noAnswer, int replications) {

    enum Verdict {
        /** Errs more often than its level by over three Monte-Carlo errors. */
        MISSES,
        /** Errs less often by as much. */
        CAUTIOUS,
        AS_STATED
    }

    static <T> ErrorRate of(Method<T> method, Map<T, Integer> drawn) {
        int errors = 0;
        int noAnswer = 0;
        for (Map.Entry<T, Integer> entry : drawn.entrySet()) {
            switch (method.outcome().apply(entry.getKey())) {
                case ERROR -> errors += entry.getValue();
                case NO_ANSWER -> noAnswer += entry.getValue();
                case NO_ERROR -> {}
            }
        }
        return of(method, errors, noAnswer);
    }

    static ErrorRate of(Method<?> method, int errors, int noAnswer) {
        return of(method, errors, noAnswer, Simulation.REPLICATIONS);
    }

    static ErrorRate of(Method<?> method, int errors, int noAnswer, int replications) {
        return new ErrorRate(
                method.name(), method.kind(), method.guarantee(), method.level(), errors, noAnswer, replications);
    }

    /** Of the error rate, if it is the nominal one. */
    double monteCarloError() {
        return Math.sqrt(level * (1 - level) / replications);
    }

    Verdict verdict() {
        double excess = (double) errors / replications - level;
        if (Math.abs(excess) <= 3 * monteCarloError()) {
            return Verdict.AS_STATED;
        }
        return excess > 0 ? Verdict.MISSES : Verdict.CAUTIOUS;
    }

    /** False positives or coverage in per cent, the verdict if it is not as stated, and the share without an answer. */
    String text() {
        return share()
                + switch (verdict()) {
                    case MISSES -> " **misses**";
                    case CAUTIOUS -> " cautious";
                    case AS_STATED -> "";
                }
                + (noAnswer == 0 ? "" : " (%s none)".formatted(percent(noAnswer, replications)));
    }

    /** False positives or coverage in per cent. */
    String share() {
        return switch (kind) {
            case TEST -> percent(errors, replications);
            case INTERVAL -> percent(replications - errors, replications);
        };
    }

    static String percent(int part, int whole) {
        return String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
    }
}
