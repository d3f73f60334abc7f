package io.assay.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.assay.HttpTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The document that the service gives out is whole, and is the one in {@code docs/openapi.json}. Run with
 * {@code -Dassay.docs.write=true} to write that file anew; a change that breaks callers fails all the same.
 */
class OpenApiDocumentTest extends HttpTest {

    private static final Path COMMITTED = Path.of("docs", "openapi.json");

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private OpenApiWebMvcResource springdocs;

    private JsonNode document() {
        return json(get("/v3/api-docs"));
    }

    private static Stream<JsonNode> operations(JsonNode document) {
        return document.get("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    private List<String> breaks() throws IOException {
        return Files.exists(COMMITTED)
                ? BreakingChanges.between(JSON.readTree(Files.readString(COMMITTED)), document())
                : List.of();
    }

    @Test
    void breaksNoCallerOfTheCommittedDocument() throws IOException {
        assertThat(breaks()).isEmpty();
    }

    @Test
    void isCommitted() throws IOException {
        String current = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
        // Never over a document that the new one breaks, or the next run would know nothing of it.
        if (Boolean.getBoolean("assay.docs.write") && breaks().isEmpty()) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, current);
        }
        assertThat(COMMITTED).exists();
        assertThat(firstDifference(
                        Files.readAllLines(COMMITTED), current.lines().toList()))
                .as("docs/openapi.json is stale; write it with -Dassay.docs.write=true")
                .isEmpty();
    }

    /** Where they part, with the lines before it; the whole of either is too long to read. */
    private static String firstDifference(List<String> committed, List<String> current) {
        int same = 0;
        while (same < committed.size()
                && same < current.size()
                && committed.get(same).equals(current.get(same))) {
            same++;
        }
        return same == committed.size() && same == current.size()
                ? ""
                : "after line " + same + ": " + around(committed, same) + " is now " + around(current, same);
    }

    private static List<String> around(List<String> lines, int line) {
        return lines.subList(Math.max(0, line - 8), Math.min(lines.size(), line + 4));
    }

    /** Springdoc leaves a body out whose type it fails on, with a warning that nobody reads. */
    @Test
    void isWrittenWithoutAFailure() throws IOException {
        Logger springdoc = (Logger) LoggerFactory.getLogger("org.springdoc");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        springdoc.addAppender(log);
        try {
            // There is one document for each language, written when it is first asked for.
            springdocs.openapiJson(new MockHttpServletRequest(), "/v3/api-docs", Locale.of("eo"));
        } finally {
            springdoc.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
    }

    @Test
    void isOpenApi31WithAHead() {
        JsonNode document = document();

        assertThat(document.get("openapi").asString()).startsWith("3.1.");
        assertThat(document.at("/info/title").asString()).isEqualTo("Assay");
        assertThat(document.at("/info/description").asString()).isNotBlank();
        assertThat(document.at("/info/version").asString()).isNotBlank();
        assertThat(document.at("/info/license/identifier").asString()).isEqualTo("GPL-3.0-or-later");
    }

    @Test
    void describesEveryOperation() {
        Set<String> ids = new HashSet<>();
        operations(document()).forEach(operation -> {
            String id = operation.path("operationId").asString("");
            assertThat(id).isNotBlank();
            assertThat(ids.add(id)).as("operation id %s is used twice", id).isTrue();
            assertThat(operation.path("summary").asString(""))
                    .as("summary of %s", id)
                    .isNotBlank();
            assertThat(operation.path("description").asString(""))
                    .as("description of %s", id)
                    .isNotBlank();
            assertThat(operation.path("tags").size()).as("tags of %s", id).isPositive();
            assertThat(operation.get("responses").propertyNames())
                    .as("answers of %s", id)
                    .contains("406", "500");
            if (operation.has("requestBody")) {
                assertThat(operation.get("requestBody").get("content"))
                        .as("body of %s", id)
                        .allMatch(content -> content.has("schema"));
                assertThat(operation.get("responses").propertyNames())
                        .as("answers of %s", id)
                        .contains("400", "413", "415", "422");
            }
        });
    }

    @Test
    void referencesNothingThatIsMissing() {
        JsonNode document = document();
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(reference.asString()).startsWith("#/");
            assertThat(document.at(reference.asString().substring(1)).isMissingNode())
                    .as(reference.asString())
                    .isFalse();
        }
    }

    @Test
    void namesFieldsInSnakeCaseAndSaysWhatIsThere() {
        JsonNode document = document();
        Set<String> requests = new HashSet<>();
        Set<String> answers = new HashSet<>();
        operations(document).forEach(operation -> {
            reach(document, operation.path("requestBody"), requests);
            reach(document, operation.path("responses"), answers);
        });
        document.at("/components/schemas").forEachEntry((name, schema) -> {
            List<String> fields = new ArrayList<>(schema.path("properties").propertyNames());
            assertThat(fields).as(name).allMatch(field -> field.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
            List<String> required = schema.path("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            assertThat(fields).as(name).containsAll(required);
            // One of several says itself what it takes.
            if (requests.contains(name) && !schema.has("oneOf")) {
                assertThat(schema.path("additionalProperties").asBoolean(true))
                        .as(name)
                        .isFalse();
            } else if (answers.contains(name) && schema.has("properties")) {
                List<String> mayBeMissing = new ArrayList<>(fields);
                mayBeMissing.removeAll(required);
                assertThat(mayBeMissing)
                        .as("only what may be null is left out of " + name)
                        .allMatch(field -> isNullable(schema.path("properties").path(field)));
            }
        });
        document.findValues("enum")
                .forEach(values -> values.forEach(value -> {
                    if (value.isString()) {
                        assertThat(value.asString()).isLowerCase();
                    }
                }));
    }

    @Test
    void givesDefaultsOfTheFieldsOwnType() {
        document()
                .at("/components/schemas")
                .forEach(schema -> schema.path("properties").forEachEntry((name, property) -> {
                    if (property.path("type").toString().contains("\"number\"") && property.has("default")) {
                        assertThat(property.get("default").isNumber()).as(name).isTrue();
                    }
                }));
    }

    private static void reach(JsonNode document, JsonNode from, Set<String> names) {
        for (JsonNode reference : from.findValues("$ref")) {
            String pointer = reference.asString().substring(1);
            if (names.add(pointer.substring(pointer.lastIndexOf('/') + 1))) {
                reach(document, document.at(pointer), names);
            }
        }
    }

    private static boolean isNullable(JsonNode property) {
        return property.findValues("type").stream()
                .anyMatch(type -> type.toString().contains("\"null\""));
    }
}
