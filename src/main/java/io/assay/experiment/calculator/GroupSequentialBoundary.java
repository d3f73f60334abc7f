package io.assay.experiment.calculator;

import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.Sides;
import io.assay.statistics.sequential.Spending;
import java.util.List;

/** The kinds of bounds that a group-sequential plan may have. */
enum GroupSequentialBoundary {
    /** Lan-DeMets spending of O'Brien-Fleming type. */
    OBRIEN_FLEMING_SPENDING,
    /** Lan-DeMets spending of Pocock type. */
    POCOCK_SPENDING,
    /** Spending alpha t^phi. */
    POWER_SPENDING,
    /** O'Brien and Fleming's own bounds c sqrt(t_K/t). */
    OBRIEN_FLEMING,
    /** Pocock's own constant bound. */
    POCOCK;

    boolean isSpending() {
        return switch (this) {
            case OBRIEN_FLEMING_SPENDING, POCOCK_SPENDING, POWER_SPENDING -> true;
            case OBRIEN_FLEMING, POCOCK -> false;
        };
    }

    Spending spending(double phi) {
        return switch (this) {
            case OBRIEN_FLEMING_SPENDING, OBRIEN_FLEMING -> new Spending.OBrienFleming();
            case POCOCK_SPENDING, POCOCK -> new Spending.Pocock();
            case POWER_SPENDING -> new Spending.Power(phi);
        };
    }

    /** A plan with these bounds; {@code lastIsFinal} matters to spending only, the other shapes end with the last look. */
    GroupSequentialPlan plan(List<Double> fractions, double phi, double alpha, Sides sides, boolean lastIsFinal) {
        return switch (this) {
            case OBRIEN_FLEMING_SPENDING, POCOCK_SPENDING, POWER_SPENDING ->
                GroupSequentialPlan.spending(fractions, spending(phi), alpha, sides, lastIsFinal);
            case OBRIEN_FLEMING -> GroupSequentialPlan.shaped(fractions, 0, alpha, sides);
            case POCOCK -> GroupSequentialPlan.shaped(fractions, 0.5, alpha, sides);
        };
    }
}
