package io.assay.model.algorithm;

import io.assay.model.scoring.Model;
import org.jspecify.annotations.Nullable;

/** A model, and what it says of the rows that it learned from, where training leaves that behind. */
public final class Learned {

    private final Model model;
    private final double @Nullable [][] margins;

    /**
     * Takes the arrays as they are.
     *
     * @param margins those of {@link Model#margins(double[][], int)} of the training rows, bit for bit; null where they would
     *     have to be asked for
     */
    public Learned(Model model, double @Nullable [][] margins) {
        this.model = model;
        this.margins = margins;
    }

    public Model model() {
        return model;
    }

    /** For each output a number per training row; null where they have to be asked for. */
    public double @Nullable [][] margins() {
        return margins;
    }
}
