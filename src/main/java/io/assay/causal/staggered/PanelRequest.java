package io.assay.causal.staggered;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalRequest;
import io.assay.platform.json.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests about a panel have in common: its columns, or the moments of its cohorts. */
interface PanelRequest extends CausalRequest {

    String OUTCOME = "/outcome";
    String UNIT = "/unit_col";
    String TIME = "/time_col";
    String COHORT = "/cohort_col";
    String TREATMENT = "/treatment_col";
    String CLUSTERS = "/cluster_cols";
    String WEIGHTS = "/weights_col";

    @Nullable
    CohortMomentsInput cohortMoments();

    @Nullable
    String outcome();

    @Nullable
    String unitCol();

    @Nullable
    String timeCol();

    @Nullable
    String cohortCol();

    @Nullable
    String treatmentCol();

    @Nullable
    List<String> clusterCols();

    @Nullable
    String weightsCol();

    @Nullable
    List<String> controls();

    @Nullable
    Double anticipation();

    @Nullable
    Double confidence();

    @Override
    default CausalColumns columns() {
        return new CausalColumns()
                .number(OUTCOME, outcome())
                .key(UNIT, unitCol())
                .key(TIME, timeCol())
                .sparse(COHORT, cohortCol())
                .binary(TREATMENT, treatmentCol())
                .keys(CLUSTERS, clusterCols())
                .number(WEIGHTS, weightsCol())
                .controls(controls());
    }

    /** Rejects fields that do not go together. */
    default void validatePanel(Violations violations) {
        if ((data() == null) == (cohortMoments() == null)) {
            violations.reject("/data", "must be given, or cohort_moments, and not both");
            return;
        }
        if (data() == null) {
            reject(violations, UNIT, unitCol());
            reject(violations, TIME, timeCol());
            reject(violations, COHORT, cohortCol());
            reject(violations, TREATMENT, treatmentCol());
            reject(violations, CLUSTERS, clusterCols());
            reject(violations, WEIGHTS, weightsCol());
            reject(violations, "/controls", controls());
            return;
        }
        require(violations, OUTCOME, outcome());
        require(violations, UNIT, unitCol());
        require(violations, TIME, timeCol());
        if ((cohortCol() == null) == (treatmentCol() == null)) {
            violations.reject(COHORT, "must be given, or treatment_col, and not both");
        }
        columns().requireOneRoleEach(violations);
    }

    private static void reject(Violations violations, String pointer, @Nullable Object value) {
        if (value != null) {
            violations.reject(pointer, "is of rows, and cohort_moments have none");
        }
    }

    private static void require(Violations violations, String pointer, @Nullable String value) {
        if (value == null) {
            violations.reject(pointer, "must be given with data");
        }
    }

    /** Whether a regression with unit and period effects is all that is asked for. */
    boolean isRegression();

    /** Whether units that lack a period stay. */
    boolean keepsIncomplete();

    /** Whether units that are treated later stand for the trend without treatment, too. */
    default boolean takesLaterTreated() {
        return false;
    }

    /** Whether effects are those by time since treatment, or one, and not one for each cohort and period. */
    boolean isByTime();

    default double ahead() {
        Double given = anticipation();
        return given == null ? 0 : given;
    }

    default double level() {
        Double given = confidence();
        return given == null ? 0.95 : given;
    }
}
