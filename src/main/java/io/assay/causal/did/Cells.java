package io.assay.causal.did;

import io.assay.causal.Refused;
import java.util.List;
import java.util.stream.IntStream;

/** The four groups of rows that the effect is a difference of differences of. */
final class Cells {

    private static final int FOUR = 4;

    private Cells() {}

    /**
     * Control before, control after, treated before, treated after.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422 where one is empty: the effect then is of
     *     nothing that was seen
     */
    static List<Cell> of(Observed observed) {
        double[] outcome = observed.outcome();
        double[] weights = observed.weights();
        double[] within = observed.squares();
        int[] rows = new int[FOUR];
        double[] weight = new double[FOUR];
        double[] mean = new double[FOUR];
        double[] squares = new double[FOUR];
        for (int i = 0; i < outcome.length; i++) {
            int cell = 2 * (int) observed.treated()[i] + (int) observed.post()[i];
            double w = weights == null ? 1 : weights[i];
            rows[cell] += (int) observed.count(i);
            weight[cell] += w;
            double off = outcome[i] - mean[cell];
            mean[cell] += off * w / weight[cell];
            squares[cell] += w * off * (outcome[i] - mean[cell]) + (within == null ? 0 : within[i]);
        }
        require(rows);
        boolean known = observed.isGrouped() ? within != null : weights == null;
        return IntStream.range(0, FOUR)
                .mapToObj(cell -> new Cell(
                        cell >= 2,
                        cell % 2 == 1,
                        rows[cell],
                        mean[cell] + observed.offset(),
                        known && rows[cell] > 1 ? Math.sqrt(squares[cell] / (rows[cell] - 1)) : null))
                .toList();
    }

    private static void require(int[] rows) {
        if (rows[2] + rows[3] == 0 || rows[0] + rows[1] == 0) {
            throw Refused.at(
                    TwoGroupsRequest.TREATMENT,
                    "must be 0 in some rows and 1 in others: without a group of each kind there is nothing to compare");
        }
        if (rows[1] + rows[3] == 0 || rows[0] + rows[2] == 0) {
            throw Refused.at(
                    TwoGroupsRequest.POST,
                    "must be 0 in some rows and 1 in others: without a before and an after there is no difference");
        }
        List<String> names =
                List.of("control rows before", "control rows after", "treated rows before", "treated rows after");
        for (int cell = 0; cell < FOUR; cell++) {
            if (rows[cell] == 0) {
                throw Refused.at(
                        "/data", "has no " + names.get(cell) + ", so the effect on the treated is not identified");
            }
        }
    }
}
