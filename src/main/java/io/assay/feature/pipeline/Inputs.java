package io.assay.feature.pipeline;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.feature.transform.Refusal;
import io.assay.platform.json.NearestName;

/** Finds columns by name, or says which were probably meant. */
final class Inputs {

    private Inputs() {}

    /** @throws io.assay.platform.problem.ProblemException with status 422 when there is none of this name */
    static Column column(Table rows, String name, String role) {
        Column column = rows.column(name);
        if (column == null) {
            throw Refusal.of("the " + role + " " + name + " is not in the data"
                    + NearestName.to(name, rows.names())
                            .map(nearest -> "; did you mean " + nearest + "?")
                            .orElse(""));
        }
        return column;
    }
}
