package io.assay.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of the document has examples, and the running service answers every one as its file says. New
 * endpoints are covered by their files alone: {@link Example} says how to name them.
 */
class ExamplesTest extends HttpTest {

    private static final Path FOLDER = Path.of("src/main/resources/openapi-examples");

    private static final Set<String> STORIES = Set.of(
            "Registered experiments",
            "Feature pipelines",
            "Datasets",
            "Jobs",
            "Model runs",
            "Model registry",
            "Predictions",
            "Model monitoring",
            "Open Inference Protocol",
            "Access");

    private static final JsonMapper JSON = JsonMapper.shared();

    private record Operation(String method, String path, JsonNode definition) {

        String id() {
            return definition.get("operationId").asString();
        }

        /** The path, its parameter replaced by the first part of an example's name. */
        String pathOf(Example example) {
            return path.replaceAll("\\{[^}]*}", example.name().split("\\.", 2)[0]);
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        json(get("/v3/api-docs"))
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, definition) ->
                        operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, definition))));
        return operations;
    }

    @TestFactory
    Stream<DynamicTest> everyOperationHasExamples() {
        List<Example> examples = Example.all();
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    List<Example> own = examples.stream()
                            .filter(example -> example.operation().equals(operation.id()))
                            .toList();
                    assertThat(own)
                            .as("an example of success")
                            .anyMatch(example -> example.role().startsWith("2"));
                    if (operation.definition().has("requestBody")) {
                        assertThat(own).as("an example of a request").anyMatch(Example::isRequest);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsTrue() {
        List<Operation> operations = operations();
        List<Example> examples = Example.all();
        return examples.stream()
                .filter(example -> !isPartOfAStory(example, operations))
                .map(example -> DynamicTest.dynamicTest(
                        example.operation() + "." + example.role() + "." + example.name(), () -> {
                            Operation operation = operations.stream()
                                    .filter(candidate -> candidate.id().equals(example.operation()))
                                    .findFirst()
                                    .orElseThrow(() -> new AssertionError("no operation has this id"));
                            if (example.isRequest()) {
                                assertThat(answersTo(example, examples))
                                        .as("answers")
                                        .hasSize(1);
                            } else {
                                isAnsweredSo(operation, example, examples);
                            }
                        }));
    }

    /** Those of the registry, of keys and of jobs hang on those before them; {@code StoryTest}s tell them in order. */
    private static boolean isPartOfAStory(Example example, List<Operation> operations) {
        return operations.stream()
                .anyMatch(operation -> operation.id().equals(example.operation())
                        && STORIES.contains(operation.definition().at("/tags/0").asString()));
    }

    private static List<Example> answersTo(Example request, List<Example> examples) {
        return examples.stream()
                .filter(other -> !other.isRequest()
                        && other.operation().equals(request.operation())
                        && other.name().equals(request.name()))
                .toList();
    }

    private void isAnsweredSo(Operation operation, Example answer, List<Example> examples) throws IOException {
        String request = examples.stream()
                .filter(other -> other.isRequest()
                        && other.operation().equals(answer.operation())
                        && other.name().equals(answer.name()))
                .map(Example::json)
                .findFirst()
                .orElse("");
        assertThat(request.isEmpty())
                .as("has no request")
                .isEqualTo(!operation.definition().has("requestBody"));

        HttpResponse<String> response = send(request(operation.pathOf(answer))
                .header("Content-Type", "application/json")
                .method(operation.method(), BodyPublishers.ofString(request))
                .build());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(Integer.parseInt(answer.role()));
        JsonNode told = JSON.readTree(response.body());
        JsonNode printed = JSON.readTree(answer.json());
        if (Boolean.getBoolean("assay.docs.write") && !told.equals(printed)) {
            Files.writeString(
                    FOLDER.resolve("%s.%s.%s.json".formatted(answer.operation(), answer.role(), answer.name())),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsString(told) + "\n");
            printed = told;
        }
        assertThat(told).isEqualTo(printed);
    }
}
