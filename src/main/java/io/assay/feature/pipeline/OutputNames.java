package io.assay.feature.pipeline;

import java.util.List;

/** Names of the features that a definition becomes. */
final class OutputNames {

    private OutputNames() {}

    /**
     * Steps know columns by their names in the data, and call what they make of one {@code name_suffix}, or leave it its
     * name; what they make of several together has the name {@code ""}. Of one column, the feature's name takes the place
     * of the column's; of several, it stands before them.
     *
     * @param made the names of what the last step makes
     */
    static List<String> of(FeatureDefinition definition, List<String> made) {
        return made.stream().map(name -> of(definition, name)).toList();
    }

    private static String of(FeatureDefinition definition, String made) {
        List<String> inputs = definition.inputs();
        if (made.isEmpty()) {
            return definition.name();
        } else if (inputs.size() == 1 && made.startsWith(inputs.getFirst())) {
            return definition.name() + made.substring(inputs.getFirst().length());
        }
        return definition.name() + "_" + made;
    }
}
