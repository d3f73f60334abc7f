package io.assay.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the example files into the document. */
final class ExampleWriter {

    private final List<Example> examples;

    ExampleWriter(List<Example> examples) {
        this.examples = examples;
    }

    void addTo(List<Operation> operations) {
        for (Operation operation : operations) {
            examples.stream()
                    .filter(example -> example.operation().equals(operation.getOperationId()))
                    .forEach(example -> add(example, content(operation, example)));
        }
    }

    private static @Nullable Content content(Operation operation, Example example) {
        if (example.isRequest()) {
            return operation.getRequestBody() == null
                    ? null
                    : operation.getRequestBody().getContent();
        }
        var response = operation.getResponses().get(example.role());
        return response == null ? null : response.getContent();
    }

    private static void add(Example example, @Nullable Content content) {
        if (content == null) {
            throw new IllegalStateException(example + " is for no body of the operation");
        }
        var value = new io.swagger.v3.oas.models.examples.Example().value(parse(example));
        content.values().forEach(mediaType -> mediaType.addExamples(example.name(), value));
    }

    /** As a tree of the library that writes the document, which would leave nulls out of maps. */
    private static Object parse(Example example) {
        try {
            return Json31.mapper().readTree(example.json());
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(example + " is not JSON", notJson);
        }
    }
}
