package io.assay.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * The minimum of a function with a single valley on [low, high], by parabolas through the best three points and golden
 * sections where those do not help.
 *
 * <p>Source: Brent, "Algorithms for Minimization without Derivatives" (1973), chapter 5.
 *
 * @param at where it is
 * @param value the function there
 */
public record Minimum(double at, double value) {

    private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;
    private static final int MOST_STEPS = 200;

    /**
     * Searches outwards from a point, by steps that double, until the valley is enclosed or the interval ends.
     *
     * @param step where the first step goes to; the valley is found to a millionth of it or of what encloses it
     */
    public static Minimum near(DoubleUnaryOperator function, double start, double step, double low, double high) {
        return near(function, start, step, low, high, 1e-6);
    }

    /**
     * Searches outwards from a point, by steps that double, until the valley is enclosed or the interval ends.
     *
     * @param step where the first step goes to
     * @param tolerance to what part of the step, or of what encloses the valley, it is found
     */
    public static Minimum near(
            DoubleUnaryOperator function, double start, double step, double low, double high, double tolerance) {
        double middle = start;
        double value = function.applyAsDouble(start);
        double left = Math.max(low, start - step);
        double right = Math.min(high, start + step);
        double atLeft = function.applyAsDouble(left);
        double atRight = function.applyAsDouble(right);
        for (double width = 2 * step; atLeft < value && left > low; width *= 2) {
            right = middle;
            middle = left;
            value = atLeft;
            left = Math.max(low, left - width);
            atLeft = function.applyAsDouble(left);
        }
        for (double width = 2 * step; atRight < value && right < high; width *= 2) {
            left = middle;
            middle = right;
            value = atRight;
            right = Math.min(high, right + width);
            atRight = function.applyAsDouble(right);
        }
        return between(function, left, right, tolerance * Math.min(step, right - left));
    }

    /** The minimum on [low, high], found to within the tolerance or at an end. */
    public static Minimum between(DoubleUnaryOperator function, double low, double high, double tolerance) {
        double a = low;
        double b = high;
        double best = a + GOLDEN * (b - a);
        double second = best;
        double third = best;
        double atBest = function.applyAsDouble(best);
        double atSecond = atBest;
        double atThird = atBest;
        double step = 0;
        double stepBefore = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double middle = (a + b) / 2;
            double resolution = tolerance + 4e-16 * Math.abs(best);
            if (Math.abs(best - middle) + (b - a) / 2 <= 2 * resolution) {
                break;
            }
            double r = (best - second) * (atBest - atThird);
            double q = (best - third) * (atBest - atSecond);
            double numerator = (best - third) * q - (best - second) * r;
            double denominator = 2 * (q - r);
            double parabolic = -numerator / denominator;
            double next = best + parabolic;
            boolean helps = Math.abs(parabolic) < Math.abs(stepBefore) / 2 && next > a && next < b;
            stepBefore = helps ? step : (best < middle ? b : a) - best;
            step = helps ? parabolic : GOLDEN * stepBefore;
            if (helps && (next - a < 2 * resolution || b - next < 2 * resolution)) {
                step = Math.copySign(resolution, middle - best);
            }
            double u = best + (Math.abs(step) >= resolution ? step : Math.copySign(resolution, step));
            double atU = function.applyAsDouble(u);
            if (atU <= atBest) {
                if (u < best) {
                    b = best;
                } else {
                    a = best;
                }
                third = second;
                atThird = atSecond;
                second = best;
                atSecond = atBest;
                best = u;
                atBest = atU;
            } else {
                if (u < best) {
                    a = u;
                } else {
                    b = u;
                }
                if (atU <= atSecond || second == best) {
                    third = second;
                    atThird = atSecond;
                    second = u;
                    atSecond = atU;
                } else if (atU <= atThird || third == best || third == second) {
                    third = u;
                    atThird = atU;
                }
            }
        }
        return better(function, low, better(function, high, new Minimum(best, atBest)));
    }

    private static Minimum better(DoubleUnaryOperator function, double end, Minimum inside) {
        double value = function.applyAsDouble(end);
        return value < inside.value ? new Minimum(end, value) : inside;
    }
}
