package io.assay.statistics.matching;

/** What a row counts as a function of its arm and its score, and the slope of that by the score. */
interface Weights {

    double of(boolean treated, double p);

    double byScore(boolean treated, double p);

    /** Weights that make both arms look like those whose effect is meant. */
    static Weights inverse(Estimand estimand) {
        return switch (estimand) {
            case ATE ->
                new Weights() {
                    @Override
                    public double of(boolean treated, double p) {
                        return treated ? 1 / p : 1 / (1 - p);
                    }

                    @Override
                    public double byScore(boolean treated, double p) {
                        return treated ? -1 / p / p : 1 / (1 - p) / (1 - p);
                    }
                };
            case ATT ->
                new Weights() {
                    @Override
                    public double of(boolean treated, double p) {
                        return treated ? 1 : p / (1 - p);
                    }

                    @Override
                    public double byScore(boolean treated, double p) {
                        return treated ? 0 : 1 / (1 - p) / (1 - p);
                    }
                };
            case ATC ->
                new Weights() {
                    @Override
                    public double of(boolean treated, double p) {
                        return treated ? (1 - p) / p : 1;
                    }

                    @Override
                    public double byScore(boolean treated, double p) {
                        return treated ? -1 / p / p : 0;
                    }
                };
        };
    }

    /** Weights with which least squares makes the variance of AIPW smallest (Cao, Tsiatis and Davidian 2009). */
    static Weights variance() {
        return new Weights() {
            @Override
            public double of(boolean treated, double p) {
                return treated ? (1 - p) / p / p : p / (1 - p) / (1 - p);
            }

            @Override
            public double byScore(boolean treated, double p) {
                return treated ? (p - 2) / p / p / p : (1 + p) / (1 - p) / (1 - p) / (1 - p);
            }
        };
    }
}
