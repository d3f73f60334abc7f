package io.assay.feature;

import io.assay.feature.pipeline.ColumnType;
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
 * personal data, and without these features. What such a feature learned of text is not shown either, for words that were
 * learned are words that were there.
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
        Set<String> texts = new HashSet<>();
        for (FittedDocument.InputColumn input : state.inputs()) {
            if (input.type() == ColumnType.TEXT && columns.contains(input.name())) {
                texts.add(input.name());
            }
        }
        List<List<@Nullable Double>> made = new ArrayList<>();
        List<FittedFeature> features = new ArrayList<>();
        int place = 0;
        for (FittedFeature feature : state.features()) {
            boolean withheld = feature.columns().stream().anyMatch(columns::contains);
            for (int i = 0; i < feature.outputs().size(); i++) {
                if (withheld) {
                    made.add(List.of());
                } else {
                    made.add(parity.features().get(place + i));
                }
            }
            place += feature.outputs().size();
            features.add(feature.columns().stream().anyMatch(texts::contains) ? withoutSteps(feature) : feature);
        }
        return new FittedDocument(
                state.pipeline(),
                state.options(),
                state.target(),
                state.rows(),
                state.inputs(),
                features,
                state.undocumented(),
                new ParityRows(parity.rows(), raw, made));
    }

    private static FittedFeature withoutSteps(FittedFeature feature) {
        return new FittedFeature(feature.name(), feature.columns(), List.of(), feature.outputs(), feature.report());
    }
}
