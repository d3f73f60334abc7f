package io.assay.model.evaluation;

import io.assay.model.algorithm.OwnPool;
import io.assay.model.scoring.Model;

/** Asks a model about many rows, on all threads of the training that it belongs to. */
final class Scoring {

    /** Rows of a piece. */
    private static final int PIECE = 8_192;

    private Scoring() {}

    /** As {@link Model#margins(double[][], int)}. */
    static double[][] margins(Model model, double[][] columns, int rows) {
        if (rows <= PIECE) {
            return model.margins(columns, rows);
        }
        double[][] margins = new double[model.outputs()][rows];
        OwnPool.range((rows + PIECE - 1) / PIECE).forEach(piece -> {
            int from = piece * PIECE;
            int to = Math.min(rows, from + PIECE);
            double[][] found = model.margins(columns, from, to);
            for (int output = 0; output < margins.length; output++) {
                System.arraycopy(found[output], 0, margins[output], from, to - from);
            }
        });
        return margins;
    }
}
