package io.assay.causal.did;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalRequest;
import io.assay.causal.InferenceRequest;
import io.assay.data.CellColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests about two groups before and after have in common. */
interface TwoGroupsRequest extends CausalRequest {

    String OUTCOME = "/outcome";
    String TREATMENT = "/treatment_col";
    String POST = "/post_col";
    String UNIT = "/unit_col";
    String TIME = "/time_col";
    String CLUSTERS = "/cluster_cols";
    String WEIGHTS = "/weights_col";

    String outcome();

    String treatmentCol();

    String postCol();

    @Nullable
    List<String> controls();

    @Nullable
    String unitCol();

    @Nullable
    String timeCol();

    @Nullable
    List<String> clusterCols();

    @Nullable
    String weightsCol();

    @Nullable
    InferenceRequest inference();

    @Nullable
    Double confidence();

    @Override
    default CausalColumns columns() {
        return keyColumns(new CausalColumns().number(OUTCOME, outcome())).number(WEIGHTS, weightsCol());
    }

    /** The columns in which rows of a cell are alike, added to others. */
    default CausalColumns keyColumns(CausalColumns wanted) {
        return wanted.binary(TREATMENT, treatmentCol())
                .binary(POST, postCol())
                .controls(controls())
                .key(UNIT, unitCol())
                .key(TIME, timeCol())
                .keys(CLUSTERS, clusterCols());
    }

    /** How rows are put together that are alike in all columns but the outcome. */
    default CellColumns cellColumns() {
        return new CellColumns(List.copyOf(keyColumns(new CausalColumns()).names()), outcome());
    }

    default InferenceRequest conventions() {
        InferenceRequest given = inference();
        return given == null ? InferenceRequest.STANDARD : given;
    }

    default double level() {
        Double given = confidence();
        return given == null ? 0.95 : given;
    }
}
