package io.assay.validity;

import io.assay.statistics.Interval;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A test or an interval as something that may err: a test by rejecting what is true, an interval by leaving it out.
 *
 * @param name its heading
 * @param kind which of the two
 * @param guarantee whether the error rate is bounded at every n
 * @param level the nominal error rate
 * @param outcome what it does to an experiment
 */
record Method<T>(String name, Kind kind, Guarantee guarantee, double level, Function<T, Outcome> outcome) {

    enum Kind {
        TEST,
        INTERVAL
    }

    enum Guarantee {
        /** The error rate is at most the level, whatever n. */
        EXACT,
        /** It approaches the level as n grows. */
        ASYMPTOTIC
    }

    enum Outcome {
        ERROR,
        NO_ERROR,
        /** Null, since the method is undefined there: nothing wrong is said. */
        NO_ANSWER
    }

    /** A test of a hypothesis that is true. */
    static <T> Method<T> test(String name, Guarantee guarantee, double level, Function<T, @Nullable Double> pValue) {
        return new Method<>(name, Kind.TEST, guarantee, level, experiment -> {
            Double p = pValue.apply(experiment);
            return p == null ? Outcome.NO_ANSWER : p < level ? Outcome.ERROR : Outcome.NO_ERROR;
        });
    }

    /** Anything that is wrong at a stated rate at most. */
    static <T> Method<T> mistake(String name, Guarantee guarantee, double level, Predicate<T> wrong) {
        return new Method<>(
                name,
                Kind.TEST,
                guarantee,
                level,
                experiment -> wrong.test(experiment) ? Outcome.ERROR : Outcome.NO_ERROR);
    }

    /** An interval for a quantity whose true value is known; a null limit is no limit. */
    static <T> Method<T> interval(
            String name, Guarantee guarantee, double level, double truth, Function<T, @Nullable Interval> interval) {
        return new Method<>(name, Kind.INTERVAL, guarantee, level, experiment -> {
            Interval found = interval.apply(experiment);
            return found == null ? Outcome.NO_ANSWER : covers(found, truth) ? Outcome.NO_ERROR : Outcome.ERROR;
        });
    }

    private static boolean covers(Interval interval, double truth) {
        Double lower = interval.lower();
        Double upper = interval.upper();
        return (lower == null || lower <= truth) && (upper == null || truth <= upper);
    }
}
