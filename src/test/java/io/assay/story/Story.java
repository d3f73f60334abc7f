package io.assay.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays examples against the running service, which must answer as they say, but for what is random. {@code
 * -Dassay.docs.write=true} writes the answers anew.
 */
public final class Story {

    private static final Path EXAMPLES = Path.of("src/main/resources/openapi-examples");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Service service;

    private final List<Rule> rules;

    private final Map<String, String> ids = new HashMap<>();

    /** Who is asked. */
    @FunctionalInterface
    public interface Service {

        /** Asks it with JSON, which is empty for none. */
        HttpResponse<String> send(String method, String path, String body);
    }

    /** Makes the same what is random by the rules, in their order. */
    public Story(Service service, Rule... rules) {
        this.service = service;
        this.rules = List.of(rules);
    }

    /** Goes through the steps, each with the request of its example if there is one. */
    public void tell(List<Step> steps) throws IOException {
        for (Step step : steps) {
            HttpResponse<String> response = service.send(step.method(), real(step.path()), request(step.request()));
            tells(step.answer(), step.status(), response);
            if (!step.gives().isEmpty()) {
                ids.put(
                        step.gives(),
                        JSON.readTree(response.body()).required("id").asString());
            }
        }
    }

    /** What an example asks; empty where there is none, as of a step without a body. */
    public static String request(String example) throws IOException {
        Path asked = file(example);
        return Files.exists(asked) ? Files.readString(asked) : "";
    }

    private static Path file(String example) {
        return EXAMPLES.resolve(example + ".json");
    }

    /** The path or id that in this telling is the one of the examples. */
    public String real(String example) {
        String real = example;
        for (var id : ids.entrySet()) {
            real = real.replace(id.getKey(), id.getValue());
        }
        return real;
    }

    /** What a call outside of the steps is answered. */
    public void tells(String example, int status, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(example + ": " + response.body()).isEqualTo(status);
        tells(example, JSON.readTree(same(response.body())));
    }

    /** What is told otherwise, when it is made the {@link #same}. */
    public void tells(String example, JsonNode answer) throws IOException {
        Path file = file(example);
        if (Boolean.getBoolean("assay.docs.write")) {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
        }
        assertThat(answer).as(example).isEqualTo(JSON.readTree(Files.readString(file)));
    }

    /** The text without what is random. */
    public String same(String text) {
        String same = text;
        for (Rule rule : rules) {
            same = rule.apply(same);
        }
        return same;
    }
}
