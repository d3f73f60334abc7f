package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks the same of rows in the request and of a stored dataset of them, and compares every figure and word. */
public abstract class StoredAnswers extends HttpTest {

    /** What may differ: where the rows are, and how they were put together. */
    private static final Set<String> OTHER = Set.of("source", "compression", "sql");

    private static final double TOLERANCE = 1e-10;

    /**
     * The shortest interval is where its length does not change, and a critical value where a search stops: they are found to
     * the root of the digits there are.
     */
    private static final double OF_A_SEARCH = 1e-8;

    /** A table as CSV, an empty cell is missing. */
    protected record Csv(List<String> names, List<String> lines) {

        String text() {
            return String.join(",", names) + "\n" + String.join("\n", lines) + "\n";
        }

        /** The same as JSON's columns; text where a cell is no number. */
        String columns() {
            List<String> columns = new ArrayList<>();
            for (int k = 0; k < names.size(); k++) {
                StringBuilder column = new StringBuilder("\"" + names.get(k) + "\":[");
                for (int row = 0; row < lines.size(); row++) {
                    String cell = lines.get(row).split(",", -1)[k];
                    column.append(row == 0 ? "" : ",")
                            .append(
                                    cell.isEmpty()
                                            ? "null"
                                            : cell.matches("[-0-9.eE]+") && !cell.matches("\\d{4}-.*")
                                                    ? cell
                                                    : "\"" + cell + "\"");
                }
                columns.add(column + "]");
            }
            return "{\"columns\":{" + String.join(",", columns) + "}}";
        }
    }

    protected final String stored(Csv table) {
        HttpResponse<String> answer = send(request("/api/v1/datasets?name=stored")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(table.text()))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).get("id").asString();
    }

    /** The answer of the stored dataset, which says all that the one of the rows does. */
    protected final JsonNode same(String path, Csv table, String more) {
        JsonNode inline = asked(path, table.columns(), more);
        JsonNode answer = asked(path, "{\"dataset\":\"" + stored(table) + "\"}", more);
        alike("", answer, inline);
        return answer;
    }

    protected final JsonNode asked(String path, String data, String more) {
        HttpResponse<String> response = post(path, "{\"data\":" + data + "," + more + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    protected static void alike(String at, JsonNode one, JsonNode other) {
        assertThat(one.getNodeType()).as(at).isEqualTo(other.getNodeType());
        if (one.isObject()) {
            assertThat(one.propertyNames()).as(at).containsExactlyElementsOf(other.propertyNames());
            String series = one.path("name").asString("").endsWith("_simultaneous") ? at + "/band" : at;
            one.propertyNames().stream()
                    .filter(name -> !OTHER.contains(name))
                    .forEach(name -> alike(series + "/" + name, one.get(name), other.get(name)));
        } else if (one.isArray()) {
            assertThat(one.size()).as(at).isEqualTo(other.size());
            for (int i = 0; i < one.size(); i++) {
                alike(at + "/" + i, one.get(i), other.get(i));
            }
        } else if (one.isNumber()) {
            double expected = other.asDouble();
            double tolerance = at.contains("band") || at.contains("/smoothness/") || at.contains("/breakdown")
                    ? OF_A_SEARCH
                    : TOLERANCE;
            assertThat(one.asDouble()).as(at).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
        } else {
            assertThat(one.asString()).as(at).isEqualTo(other.asString());
        }
    }
}
