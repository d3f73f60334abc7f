package io.assay.statistics.moments;

/** A {@link Quantity} at given moments: its value and its gradient, of which at most two entries are not 0. */
record Gradient(double value, int first, double atFirst, int second, double atSecond) {

    /** Relative to the largest term: a variance below is rounding of a combination that is constant. */
    private static final double ROUNDING = 1e-14;

    static Gradient of(Quantity quantity, Moments moments) {
        return switch (quantity) {
            case Quantity.MeanOf(int variable) -> new Gradient(moments.mean(variable), variable, 1, variable, 0);
            case Quantity.RatioOf(int numerator, int denominator) -> {
                double d = moments.mean(denominator);
                double ratio = moments.mean(numerator) / d;
                yield new Gradient(ratio, numerator, 1 / d, denominator, -ratio / d);
            }
        };
    }

    /** g' S h, the co-moment of two linearised quantities. */
    double comoment(Gradient other, Moments moments) {
        double sum = atFirst * other.atFirst * moments.comoment(first, other.first);
        if (atSecond != 0) {
            sum += atSecond * other.atFirst * moments.comoment(second, other.first);
        }
        if (other.atSecond != 0) {
            sum += atFirst * other.atSecond * moments.comoment(first, other.second);
            if (atSecond != 0) {
                sum += atSecond * other.atSecond * moments.comoment(second, other.second);
            }
        }
        return sum;
    }

    /** g' S g. */
    double squares(Moments moments) {
        double largest = Math.max(
                atFirst * atFirst * moments.comoment(first, first),
                atSecond * atSecond * moments.comoment(second, second));
        return withoutRounding(comoment(this, moments), largest);
    }

    /** A sum of squares that came out of a subtraction; {@code largest} is its largest term. */
    static double withoutRounding(double squares, double largest) {
        return squares > ROUNDING * largest ? squares : 0;
    }
}
