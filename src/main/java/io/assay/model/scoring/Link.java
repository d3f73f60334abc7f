package io.assay.model.scoring;

/** How a margin becomes a prediction. */
public enum Link {

    /** The margin is the log-odds of the positive class: {@code p = 1 / (1 + exp(-margin))}. */
    LOGIT,

    /** The margins are log-weights of the classes: {@code p_k = exp(m_k) / sum exp(m_j)}. */
    SOFTMAX,

    /** The margin is the prediction itself, be it a value or a probability. */
    IDENTITY;

    /** Turns the margins of a row into its predictions, in place. */
    void apply(double[] margins) {
        switch (this) {
            case LOGIT -> {
                for (int i = 0; i < margins.length; i++) {
                    margins[i] = 1 / (1 + Math.exp(-margins[i]));
                }
            }
            case SOFTMAX -> softmax(margins);
            case IDENTITY -> {}
        }
    }

    /** The largest is taken off first, so that nothing overflows. */
    private static void softmax(double[] margins) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double margin : margins) {
            largest = Math.max(largest, margin);
        }
        double sum = 0;
        for (int i = 0; i < margins.length; i++) {
            margins[i] = Math.exp(margins[i] - largest);
            sum += margins[i];
        }
        for (int i = 0; i < margins.length; i++) {
            margins[i] /= sum;
        }
    }
}
