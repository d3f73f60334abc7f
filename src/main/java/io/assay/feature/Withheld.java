package io.assay.feature;

import io.assay.feature.pipeline.FeatureDefinition;
import io.assay.feature.pipeline.FittedDocument;
import io.assay.feature.pipeline.FittedFeature;
import io.assay.feature.pipeline.ParityRows;
import io.assay.feature.pipeline.ParityRows.RawColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was learned, as it may be shown: rows that are kept to prove it come without the columns of features that are
 * personal data, and without these features.
 */
public final class Withheld {

    private Withheld() {}

    /** The state, without them. */
    public static FittedDocument shown(FittedDocument state) {
        ParityRows parity = state.parity();
        List<FeatureDefinition> definitions = state.pipeline().features();
        Set<String> columns = new HashSet<>();
        for (FeatureDefinition definition : definitions) {
            if (Boolean.TRUE.equals(definition.pii())) {
                columns.addAll(definition.inputs());
            }
        }
        if (parity == null || columns.isEmpty()) {
            return state;
        }
        List<RawColumn> raw = parity.columns().stream()
                .map(column -> columns.contains(column.name()) ? RawColumn.withheld(column.name()) : column)
                .toList();
        List<List<@Nullable Double>> features = new ArrayList<>();
        int place = 0;
        for (FittedFeature feature : state.features()) {
            boolean withheld = feature.columns().stream().anyMatch(columns::contains);
            for (int i = 0; i < feature.outputs().size(); i++) {
                if (withheld) {
                    features.add(List.of());
                } else {
                    features.add(parity.features().get(place + i));
                }
            }
            place += feature.outputs().size();
        }
        return state.with(new ParityRows(parity.rows(), raw, features));
    }
}
