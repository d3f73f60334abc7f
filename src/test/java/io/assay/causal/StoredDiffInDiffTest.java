package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Cells that DuckDB makes of a stored dataset tell what its rows do. */
class StoredDiffInDiffTest extends StoredAnswers {

    private static final String DID = "/api/v1/causal/diff-in-diff";
    private static final String TRENDS = "/api/v1/causal/parallel-trends";
    private static final String ROLES = "\"outcome\":\"y\",\"treatment_col\":\"treated\",\"post_col\":\"post\"";

    /** States of which every third is treated, months of two years, regions that some rows lack; an outcome far from 0. */
    private static Csv table(int rows, double offset) {
        Random random = new Random(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int state = random.nextInt(24);
            int month = random.nextInt(8);
            boolean treated = state % 3 == 0;
            boolean post = month > 4;
            int size = random.nextInt(5);
            double y = offset + state % 5 + 0.3 * month + size + (treated && post ? 2 : 0) + random.nextGaussian();
            lines.add("%s,%s,%d,s%02d,%d,2020-%02d-01,%d,%s,%s,%d"
                    .formatted(
                            random.nextInt(50) == 0 ? "" : String.valueOf(y),
                            treated,
                            post ? 1 : 0,
                            state,
                            month + 1,
                            month + 1,
                            size,
                            random.nextInt(40) == 0
                                    ? ""
                                    : List.of("north", "south", "west").get(random.nextInt(3)),
                            0.5 + random.nextInt(3),
                            i % 150));
        }
        return new Csv(
                List.of("y", "treated", "post", "state", "month", "date", "size", "region", "weight", "person"), lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"controls\":[\"size\",\"region\"]",
                ",\"controls\":[\"size\"],\"errors\":\"hc2\",\"inference\":{\"preset\":\"fixest\"}",
                ",\"cluster_cols\":[\"state\"],\"time_col\":\"month\",\"controls\":[\"region\"]",
                ",\"cluster_cols\":[\"state\",\"month\"]",
                ",\"time_col\":\"month\"",
                ",\"unit_col\":\"person\"",
                ",\"weights_col\":\"weight\",\"controls\":[\"size\"]"
            })
    void cellsTellWhatRowsDo(String more) {
        JsonNode answer = same(DID, table(3000, 100), ROLES + more);
        boolean weighted = more.contains("weights_col");
        assertThat(answer.at("/compression/strata").isNull()).isEqualTo(weighted);
        assertThat(answer.at("/dropped/rows_given").asInt()).isEqualTo(3000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"controls\":[\"size\"]", ",\"cluster_cols\":[\"state\"]", ",\"unit_col\":\"state\""})
    void soDoTheirTrends(String more) {
        same(TRENDS, table(2000, 0), ROLES + ",\"time_col\":\"month\"" + more);
    }

    /** Dates are a month or so apart, which only the drift per day sees. */
    @Test
    void periodsMayBeDates() {
        String dataset = "{\"dataset\":\"" + stored(table(2000, 0)) + "\"}";
        JsonNode numbers =
                asked(TRENDS, dataset, ROLES + ",\"time_col\":\"month\"").get("trends");
        JsonNode dates =
                asked(TRENDS, dataset, ROLES + ",\"time_col\":\"date\"").get("trends");
        alike("", dates.get("joint_test"), numbers.get("joint_test"));
        assertThat(dates.at("/periods/0/name").asString()).isEqualTo("2020-01-01");
        assertThat(dates.at("/slope/estimate").asDouble() * 30)
                .isCloseTo(numbers.at("/slope/estimate").asDouble(), within(0.01));
    }

    /** A period in which some rows are before and others after is no time of two. */
    @Test
    void timesThatContradictAreSaid() {
        Csv table = new Csv(
                List.of("y", "treated", "post", "t"),
                List.of(
                        "1,0,0,1",
                        "2,0,0,2",
                        "3,0,1,2",
                        "4,0,1,3",
                        "2,1,0,1",
                        "2.5,1,0,2",
                        "2,1,1,2",
                        "3.5,1,1,3",
                        "9,1,1,3"));
        JsonNode checks = same(DID, table, ROLES + ",\"time_col\":\"t\"").get("checks");
        assertThat(checks.toString()).contains("time_order", "2 is before in some rows and after in others.");
    }

    @Test
    void anOffsetCostsNoDigits() {
        Csv far = table(2000, 1e9);
        String dataset = "{\"dataset\":\"" + stored(far) + "\"}";
        JsonNode answer = asked(DID, dataset, ROLES + ",\"controls\":[\"size\"]");
        JsonNode rows = asked(DID, far.columns(), ROLES + ",\"controls\":[\"size\"]");
        assertThat(answer.get("att").asDouble()).isCloseTo(rows.get("att").asDouble(), within(1e-10));
        assertThat(answer.get("standard_error").asDouble())
                .isCloseTo(rows.get("standard_error").asDouble(), within(1e-10));
    }

    @Test
    void sameRequestSameBytes() {
        String request = "{\"data\":{\"dataset\":\"" + stored(table(3000, 5)) + "\"}," + ROLES
                + ",\"controls\":[\"size\",\"region\"]}";
        String first = post(DID, request).body();
        for (int again = 0; again < 5; again++) {
            assertThat(post(DID, request).body()).isEqualTo(first);
        }
    }

    @Test
    void aRowThatIsACellAloneIsNamedAsTheDatasetHasIt() {
        Csv table = new Csv(
                List.of("y", "treated", "post"),
                List.of("1,0,0", "2,0,0", "3,0,1", ",0,1", "2.5,0,1", "2,1,0", "3.5,1,0", "9,1,1"));
        assertThat(same(DID, table, ROLES).get("reason").asString()).contains("row 7 alone");
    }

    @Test
    void refusalsAreTheSame() {
        Csv table = new Csv(List.of("y", "treated", "post"), List.of("1,0,0", "2,0,1", "3,2,0", "4,1,1"));
        String more = "," + ROLES + "}";
        String inline = post(DID, "{\"data\":" + table.columns() + more).body();
        String body = post(DID, "{\"data\":{\"dataset\":\"" + stored(table) + "\"}" + more)
                .body();
        assertThat(json(post(DID, "{\"data\":" + table.columns() + more)).at("/errors"))
                .isEqualTo(json(post(DID, "{\"data\":{\"dataset\":\"" + stored(table) + "\"}" + more))
                        .at("/errors"));
        assertThat(body).contains("treated is 2.0 in row 2");
        assertThat(inline).contains("treated is 2.0 in row 2");
    }

    /** Squares that overflow are an error to DuckDB; the rows are refused with the reason. */
    @Test
    void outcomesWithoutSquaresAreRefused() {
        Csv table = new Csv(
                List.of("y", "treated", "post"),
                List.of("1e200,0,0", "-3e200,0,0", "2e200,0,1", "1,0,1", "3,1,0", "4,1,0", "5,1,1", "1,1,1"));
        JsonNode answer = json(post(DID, "{\"data\":{\"dataset\":\"" + stored(table) + "\"}," + ROLES + "}"));
        assertThat(answer.at("/status").asInt()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.at("/errors/0/pointer").asString()).isEqualTo("/outcome");
        assertThat(answer.at("/errors/0/detail").asString()).contains("in another unit");
    }

    /** The statement of the answer, run by DuckDB elsewhere, makes cells that have the same answer. */
    @Test
    void theStatementMakesThoseCells() throws SQLException {
        Csv table = table(1000, 3);
        JsonNode answer = same(DID, table, ROLES + ",\"controls\":[\"size\",\"region\"]");
        StringBuilder rows = new StringBuilder();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("create table the_table (y double, treated boolean, post bigint, state varchar, "
                    + "month bigint, day date, size bigint, region varchar, weight double, person bigint)");
            for (String line : table.lines()) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.split(",", -1)) {
                    cells.add(cell.isEmpty() ? "null" : "'" + cell + "'");
                }
                statement.execute("insert into the_table values (" + String.join(",", cells) + ")");
            }
            try (ResultSet made =
                    statement.executeQuery(answer.at("/compression/sql").asString())) {
                while (made.next()) {
                    rows.append(rows.isEmpty() ? "" : ",")
                            .append(
                                    "{\"treated\":%s,\"post\":%d,\"size\":%d,\"region\":\"%s\",\"n\":%d,\"mean\":%s,\"m2\":%s}"
                                            .formatted(
                                                    made.getBoolean("treated"),
                                                    made.getInt("post"),
                                                    made.getInt("size"),
                                                    made.getString("region"),
                                                    made.getInt("n"),
                                                    made.getDouble("mean"),
                                                    made.getDouble("m2")));
                }
            }
        }
        JsonNode again = json(
                post(DID, "{\"cells\":{\"rows\":[" + rows + "]}," + ROLES + ",\"controls\":[\"size\",\"region\"]}"));
        assertThat(again.get("att").asDouble()).isCloseTo(answer.get("att").asDouble(), within(1e-12));
        assertThat(again.get("standard_error").asDouble())
                .isCloseTo(answer.get("standard_error").asDouble(), within(1e-12));
    }
}
