package io.assay.data;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table in a request: exactly one of three forms. {@code null} is missing in the first two.
 *
 * @param columns values by the name of their column, all equally many
 * @param rows objects; a name that a row lacks is missing there
 * @param dataset the id of a stored dataset
 */
public record TableData(
        // springdoc stumbles over trees that may be null.
        @Schema(implementation = Object.class) @Nullable ObjectNode columns,
        @Schema(implementation = Object.class) @Nullable List<ObjectNode> rows,
        @Nullable String dataset) {}
