package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Panels whose moments DuckDB makes, whatever tells periods and treatment. */
class StoredPanelTest extends StoredAnswers {

    private static final int PERIODS = 6;

    /** Units treated from the third, fourth or fifth period on, or never; some lack a period. */
    private static Csv panel() {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>();
        for (int unit = 0; unit < 200; unit++) {
            int first = unit % 4 == 3 ? 99 : 3 + unit % 4;
            double own = random.nextGaussian();
            for (int t = 1; t <= PERIODS; t++) {
                boolean gone = unit % 40 == 39 && t == 4;
                double y = 10 + own + 0.2 * t + (t >= first ? 1 + 0.3 * (t - first) : 0) + 0.5 * random.nextGaussian();
                lines.add("%s,u%03d,%d,2020-%02d-01,p%d,%s,%d,%s"
                        .formatted(
                                gone ? "" : String.valueOf(y),
                                unit,
                                t,
                                t,
                                t,
                                first == 99 ? "" : String.valueOf(first),
                                t >= first ? 1 : 0,
                                t >= first));
            }
        }
        return new Csv(List.of("y", "unit", "t", "date", "word", "first", "treated", "on"), lines);
    }

    @ParameterizedTest
    @CsvSource({
        "t, cohort_col, first",
        "t, treatment_col, treated",
        "date, treatment_col, on",
        "word, treatment_col, treated"
    })
    void momentsTellWhatRowsDo(String time, String role, String column) {
        String roles = "\"outcome\":\"y\",\"unit_col\":\"unit\",\"time_col\":\"%s\",\"%s\":\"%s\""
                .formatted(time, role, column);
        Csv panel = panel();
        JsonNode study = same("/api/v1/causal/event-study", panel, roles);
        assertThat(study.at("/dropped/missing/y").asInt()).isEqualTo(5);
        assertThat(study.at("/dropped/reasons").size()).isZero();
        assertThat(study.at("/dropped/rows_used").asInt()).isEqualTo(1195);
        for (String estimator : List.of("sun_abraham", "two_way_fixed_effects")) {
            same("/api/v1/causal/staggered", panel, roles + ",\"estimator\":\"" + estimator + "\"");
        }
        JsonNode whole = same("/api/v1/causal/staggered", panel, roles);
        assertThat(whole.at("/dropped/reasons/0/reason").asString()).isEqualTo("its unit lacks a period");
        assertThat(whole.at("/dropped/reasons/0/rows").asInt()).isEqualTo(25);
        JsonNode all = same("/api/v1/causal/staggered", panel, roles + ",\"allow_unbalanced_panel\":true");
        assertThat(all.at("/dropped/rows_used").asInt()).isEqualTo(1195);
    }

    /** Where no unit lacks a period the moments of cohorts and the rows are two ways to the same figures, bands included. */
    @Test
    void wholePanelsAreTheSameByMoments() {
        List<String> lines = panel().lines().stream()
                .map(line -> line.startsWith(",") ? "9.5" + line : line)
                .toList();
        Csv panel = new Csv(panel().names(), lines);
        String roles = "\"outcome\":\"y\",\"unit_col\":\"unit\",\"time_col\":\"t\",\"cohort_col\":\"first\"";
        same("/api/v1/causal/event-study", panel, roles);
        for (String estimator : List.of("callaway_santanna", "sun_abraham", "two_way_fixed_effects")) {
            JsonNode answer = same("/api/v1/causal/staggered", panel, roles + ",\"estimator\":\"" + estimator + "\"");
            assertThat(answer.at("/two_way/by_type").size()).isEqualTo(3);
        }
    }

    @Test
    void periodsOfTextAndTimeAreWrittenAsTheyAre() {
        String sql = same(
                        "/api/v1/causal/staggered",
                        panel(),
                        "\"outcome\":\"y\",\"unit_col\":\"unit\",\"time_col\":\"date\",\"treatment_col\":\"on\"")
                .get("sql")
                .asString();
        assertThat(sql).contains("\"date\" = '2020-03-01'");
    }

    @Test
    void treatmentThatEndsIsRefusedInTheSameWords() {
        List<String> lines = new ArrayList<>();
        for (int unit = 0; unit < 6; unit++) {
            for (int t = 1; t <= 3; t++) {
                lines.add("%s,%d,%d,%d".formatted(unit * t % 5 + 0.5, unit, t, unit < 3 && t == 2 ? 1 : 0));
            }
        }
        Csv panel = new Csv(List.of("y", "unit", "t", "d"), lines);
        String more = ",\"outcome\":\"y\",\"unit_col\":\"unit\",\"time_col\":\"t\",\"treatment_col\":\"d\"}";
        JsonNode stored =
                json(post("/api/v1/causal/event-study", "{\"data\":{\"dataset\":\"" + stored(panel) + "\"}" + more));
        JsonNode rows = json(post("/api/v1/causal/event-study", "{\"data\":" + panel.columns() + more));
        assertThat(stored.at("/errors")).isEqualTo(rows.at("/errors"));
        assertThat(stored.at("/errors/0/detail").asString()).contains("goes back to 0 for unit 0 in 3");
    }

    /** Of a unit that lacks its treatment in a period the statement takes as little as the answer. */
    @Test
    void theStatementLeavesOutWhatTheAnswerDoes() throws SQLException {
        List<String> lines = new ArrayList<>();
        for (int unit = 0; unit < 12; unit++) {
            for (int t = 1; t <= 3; t++) {
                lines.add("%s,%d,%d,%s"
                        .formatted(
                                unit * t % 5 + 0.5,
                                unit,
                                t,
                                unit % 6 == 5 && t == 2 ? "" : unit % 2 == 0 && t == 3 ? "1" : "0"));
            }
        }
        Csv panel = new Csv(List.of("y", "unit", "t", "d"), lines);
        JsonNode answer = same(
                "/api/v1/causal/staggered",
                panel,
                "\"outcome\":\"y\",\"unit_col\":\"unit\",\"time_col\":\"t\",\"treatment_col\":\"d\"");
        List<String> cohorts = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("create table the_table (y double, unit bigint, t bigint, d bigint)");
            for (String line : lines) {
                statement.execute("insert into the_table values (" + (line.endsWith(",") ? line + "null" : line) + ")");
            }
            try (ResultSet made = statement.executeQuery(answer.get("sql").asString())) {
                while (made.next()) {
                    cohorts.add(made.getString("cohort") + ": " + made.getInt("n"));
                }
            }
        }
        assertThat(cohorts).containsExactlyInAnyOrder("3: 6", "null: 4");
        assertThat(answer.at("/dropped/rows_used").asInt()).isEqualTo(30);
    }
}
