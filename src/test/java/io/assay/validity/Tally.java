package io.assay.validity;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import io.assay.validity.Method.Guarantee;
import java.util.Locale;

/** What one method did in the samples of a row: how often its interval left the truth out, and where its estimates lie. */
final class Tally {

    static final double LEVEL = 0.05;

    private int samples;
    private int estimates;
    private int errors;
    private int none;
    private double sum;
    private double squares;

    /**
     * An estimate less the truth, with its standard error and the degrees of freedom of t, infinite for the normal one. An
     * estimate without an error has no interval.
     */
    void add(double away, double standardError, double degrees) {
        if (Double.isNaN(standardError)) {
            add(away, false);
            none++;
            return;
        }
        double half = standardError
                * (Double.isInfinite(degrees)
                        ? Normal.upperQuantile(LEVEL / 2)
                        : StudentT.upperQuantile(LEVEL / 2, degrees));
        add(away, Math.abs(away) > half);
    }

    /** The same where only is known whether the interval leaves the truth out. */
    void add(double away, boolean error) {
        samples++;
        estimates++;
        sum += away;
        squares += away * away;
        errors += error ? 1 : 0;
    }

    /** A sample that the method has no answer for. */
    void refused() {
        samples++;
        none++;
    }

    ErrorRate coverage(String name, Guarantee guarantee) {
        return rate(name, Method.Kind.INTERVAL, guarantee);
    }

    ErrorRate falsePositives(String name, Guarantee guarantee) {
        return rate(name, Method.Kind.TEST, guarantee);
    }

    private ErrorRate rate(String name, Method.Kind kind, Guarantee guarantee) {
        return new ErrorRate(name, kind, guarantee, LEVEL, errors, none, samples);
    }

    private double mean() {
        return sum / estimates;
    }

    private double deviation() {
        double mean = mean();
        return Math.sqrt(Math.max(0, squares / estimates - mean * mean));
    }

    /** Mean estimate less the truth, with its Monte-Carlo error. */
    String bias() {
        return String.format(Locale.ROOT, "%+.3f ± %.3f", mean(), deviation() / Math.sqrt(estimates));
    }

    /** Mean estimate less the truth, and the standard deviation of the estimates. */
    String spread() {
        return String.format(Locale.ROOT, "%+.3f (%.3f)", mean(), deviation());
    }
}
