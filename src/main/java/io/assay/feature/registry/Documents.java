package io.assay.feature.registry;

import io.assay.feature.pipeline.PipelineDocument;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The names and hashes of pipelines. */
@Component
class Documents {

    /** Part of a path, so nothing that a path would have to escape. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    private static final String UNNAMED = "pipeline-";

    private static final int DIGITS = 16;

    private final CanonicalJson canonical;
    private final JsonMapper json;

    Documents(CanonicalJson canonical, JsonMapper json) {
        this.canonical = canonical;
        this.json = json;
    }

    /** A document with its name. */
    record Named(PipelineDocument document, String name, String sha256) {}

    /**
     * Names the document by its hash where it has no name.
     *
     * @throws ProblemException with status 422 for a name that cannot be part of a path
     */
    Named named(PipelineDocument document) {
        String sha256 = sha256(document);
        String given = document.name();
        if (given != null && !NAME.matcher(given).matches()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(
                            new FieldError(
                                    "/name",
                                    "must be 1 to 100 letters, digits, underscores, dots and hyphens, a letter or digit first")));
        }
        String name = given == null ? UNNAMED + sha256.substring(0, DIGITS) : given;
        return new Named(withName(document, name), name, sha256);
    }

    /** The SHA-256 of the canonical document without its name and without what is null. */
    String sha256(PipelineDocument document) {
        JsonNode tree = json.valueToTree(withName(document, null));
        return canonical.sha256(withoutNulls(tree));
    }

    private static PipelineDocument withName(PipelineDocument document, @Nullable String name) {
        return new PipelineDocument(
                name,
                document.description(),
                document.timeZone(),
                document.entity(),
                document.time(),
                document.features());
    }

    /** A component that a later release adds leaves the hash of older documents as it is. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
            object.forEach(Documents::withoutNulls);
        } else if (node instanceof ArrayNode array) {
            array.forEach(Documents::withoutNulls);
        }
        return node;
    }
}
