package io.assay.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the schemas of operations off the published OpenAPI document, so that nothing states them twice. */
@Component
public final class ApiSchemas {

    private static final String DOCUMENT = "/v3/api-docs";
    private static final String SCHEMA = "/content/application~1json/schema";

    private final OpenApiWebMvcResource resource;
    private final JsonMapper json;

    ApiSchemas(OpenApiWebMvcResource resource, JsonMapper json) {
        this.resource = resource;
        this.json = json;
    }

    /**
     * What a POST takes and answers.
     *
     * @param summary the operation's one line
     * @param request JSON schema of the body, every reference resolved
     * @param answer JSON schema of the answer, every reference resolved
     */
    public record Post(String summary, Map<String, Object> request, Map<String, Object> answer) {}

    /** The POST operations below a path, by the rest of their path. */
    public Map<String, Post> postsBelow(String path, HttpServletRequest current) {
        JsonNode document = document(current);
        Map<String, Post> posts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
            JsonNode operation = entry.getValue().path("post");
            if (entry.getKey().startsWith(path + "/") && operation.isObject()) {
                posts.put(
                        entry.getKey().substring(path.length() + 1),
                        new Post(
                                operation.path("summary").asString(),
                                resolved(operation.at("/requestBody" + SCHEMA), document),
                                resolved(operation.at("/responses/200" + SCHEMA), document)));
            }
        }
        return posts;
    }

    private JsonNode document(HttpServletRequest current) {
        try {
            return json.readTree(resource.openapiJson(current, DOCUMENT, Locale.ROOT));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the OpenAPI document cannot be written", impossible);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> resolved(JsonNode schema, JsonNode document) {
        return json.treeToValue(resolve(schema, document), Map.class);
    }

    private static JsonNode resolve(JsonNode node, JsonNode document) {
        if (node.has("$ref")) {
            return resolve(document.at(node.get("$ref").asString().substring(1)), document);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue(), document)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(item -> copy.add(resolve(item, document)));
            return copy;
        }
        return node;
    }
}
