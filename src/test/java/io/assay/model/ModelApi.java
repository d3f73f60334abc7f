package io.assay.model;

import io.assay.HttpTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks for models over HTTP. */
public abstract class ModelApi extends HttpTest {

    protected static final JsonMapper JSON = JsonMapper.shared();

    private static final String TITANIC = """
            {"target": "survived", "positive": "yes", "allow_undocumented": true,
             "pipeline": {"numeric_cols": ["age"], "categorical_cols": ["sex", "passengerClass"]}}""";

    /** The Titanic's passengers, with what is to be asked of them beside. */
    protected static ObjectNode titanic(String more) {
        ObjectNode request = (ObjectNode) JSON.readTree(TITANIC);
        request.putObject("data").set("columns", columns(Path.of("docs/data/titanic_survival.csv")));
        request.setAll((ObjectNode) JSON.readTree(more));
        return request;
    }

    /** The columns of a CSV file without quotes; NA is null. */
    protected static ObjectNode columns(Path csv) {
        try {
            ObjectNode columns = JSON.createObjectNode();
            var lines = Files.readAllLines(csv);
            String[] names = lines.getFirst().replace("\"", "").split(",", -1);
            for (int i = 0; i < names.length; i++) {
                ArrayNode values = columns.putArray(names[i]);
                for (String line : lines.subList(1, lines.size())) {
                    add(values, fields(line)[i]);
                }
            }
            return columns;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String[] fields(String line) {
        return line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    }

    private static void add(ArrayNode values, String field) {
        String text = field.replace("\"", "");
        if (text.isEmpty() || text.equals("NA")) {
            values.addNull();
        } else if (text.matches("-?\\d+(\\.\\d+)?")) {
            values.add(Double.parseDouble(text));
        } else {
            values.add(text);
        }
    }

    /**
     * Registers a run's model, under a name that no other test has, since all share one service.
     *
     * @return the name, which begins with this
     */
    protected final String registered(String prefix, JsonNode run) {
        String name = prefix + "-" + Long.toString(System.nanoTime(), 36);
        ObjectNode version = JSON.createObjectNode().put("run", run.path("id").asString());
        asked("/api/v1/models/" + name + "/versions", version, 201);
        return name;
    }

    /** Registers it and makes it champion, whatever it is worth. */
    protected final String champion(String prefix, JsonNode run) {
        String name = registered(prefix, run);
        ObjectNode promotion = JSON.createObjectNode().put("version", 1);
        promotion.putObject("override").put("reason", "for a test of something else");
        asked("/api/v1/models/" + name + "/promotions", promotion, 201);
        return name;
    }

    protected final JsonNode asked(String path, ObjectNode request, int status) {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=200")
                .POST(BodyPublishers.ofString(request.toString()))
                .build());
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.statusCode() + " instead of " + status + ": " + answer.body());
        }
        return json(answer);
    }
}
