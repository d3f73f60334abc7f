package io.assay.causal.matching;

import io.assay.platform.json.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for the columns of treated and untreated units, however they are compared. */
final class UnitColumns {

    private UnitColumns() {}

    /**
     * Each column has one role.
     *
     * @param outcome null where there is none
     */
    static void validate(Violations violations, @Nullable String outcome, String treatment, List<String> controls) {
        if (treatment.equals(outcome)) {
            violations.reject("/outcome", "must be another column than treatment_col");
        }
        for (int i = 0; i < controls.size(); i++) {
            if (controls.get(i).equals(outcome)) {
                violations.reject("/controls/" + i, "must not be the outcome");
            }
            if (controls.indexOf(controls.get(i)) < i) {
                violations.reject("/controls/" + i, "comes twice");
            }
        }
    }
}
