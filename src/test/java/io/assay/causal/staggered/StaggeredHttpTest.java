package io.assay.causal.staggered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Staggered adoption over HTTP; the figures of mpdta are in the conformance cases. */
class StaggeredHttpTest extends HttpTest {

    private static final String STAGGERED = "/api/v1/causal/staggered";
    private static final String EVENT_STUDY = "/api/v1/causal/event-study";
    private static final String ROLES =
            "\"outcome\":\"lemp\",\"unit_col\":\"countyreal\",\"time_col\":\"year\",\"cohort_col\":\"first.treat\"";

    private static List<String[]> minimumWage() {
        try {
            return Files.readAllLines(Path.of("docs/data/mpdta.csv")).stream()
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String column(List<String[]> rows, int k) {
        return rows.stream().skip(1).map(row -> row[k]).collect(Collectors.joining(",", "[", "]"));
    }

    private static String data() {
        List<String[]> rows = minimumWage();
        return IntStream.range(0, rows.getFirst().length)
                .mapToObj(k -> "\"" + rows.getFirst()[k] + "\":" + column(rows, k))
                .collect(Collectors.joining(",", "{\"columns\":{", "}}"));
    }

    private static String body(String more) {
        return "{\"data\":" + data() + "," + ROLES + more + "}";
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    @Test
    void sameRequestSameBytes() {
        String request = body(",\"bands\":\"multiplier\",\"draws\":500,\"controls\":[\"lpop\"]");
        HttpResponse<String> first = post(STAGGERED, request);
        assertThat(post(STAGGERED, request).body()).isEqualTo(first.body());
        JsonNode answer = ok(first);
        assertThat(answer.at("/provenance/seed").asLong()).isEqualTo(42);
        assertThat(answer.at("/dynamic/bands/method").asString()).isEqualTo("multiplier");
        assertThat(answer.at("/dynamic/bands/standard_errors")).hasSize(7);
        JsonNode band = answer.at("/dynamic/effects/0/band");
        double half = (band.get("upper").asDouble() - band.get("lower").asDouble()) / 2;
        assertThat(half)
                .isCloseTo(
                        answer.at("/dynamic/bands/critical_value").asDouble()
                                * answer.at("/dynamic/bands/standard_errors/0").asDouble(),
                        within(1e-12));
        assertThat(answer.get("sql").isNull()).isTrue();
    }

    /** A control that does not change over time is a combination of the units; the rest is as without it. */
    @Test
    void controlsOfRegressionsThatUnitsExplainAreSaid() {
        JsonNode answer = ok(post(STAGGERED, body(",\"estimator\":\"sun_abraham\",\"controls\":[\"lpop\"]")));
        JsonNode without = ok(post(STAGGERED, body(",\"estimator\":\"sun_abraham\"")));
        assertThat(answer.get("estimate").asDouble())
                .isCloseTo(without.get("estimate").asDouble(), within(1e-12));
        assertThat(answer.at("/basis/notes").toString()).contains("control lpop");
        JsonNode study = ok(post(EVENT_STUDY, body(",\"controls\":[\"lpop\"]")));
        assertThat(study.at("/basis/notes").toString()).contains("control lpop");
    }

    /** A column that says when a unit is treated says as much as one that names its cohort. */
    @Test
    void cohortsAreSeenFromTreatment() {
        List<String[]> rows = minimumWage();
        String treated = rows.stream()
                .skip(1)
                .map(row ->
                        !row[4].equals("0") && Integer.parseInt(row[0]) >= Integer.parseInt(row[4]) ? "true" : "false")
                .collect(Collectors.joining(",", "[", "]"));
        String request = "{\"data\":{\"columns\":{\"on\":%s,\"y\":%s,\"unit\":%s,\"t\":%s}},"
                        .formatted(treated, column(rows, 3), column(rows, 1), column(rows, 0))
                + "\"outcome\":\"y\",\"unit_col\":\"unit\",\"time_col\":\"t\",\"treatment_col\":\"on\"}";
        JsonNode derived = ok(post(STAGGERED, request));
        JsonNode named = ok(post(STAGGERED, body("")));
        assertThat(derived.get("att_gt")).isEqualTo(named.get("att_gt"));
        assertThat(derived.get("sql").asString()).contains("min(case when cast(\"on\" as integer) = 1 then \"t\" end)");
    }

    /** Periods that are dates count by their order; the answer calls them what the data does. */
    @Test
    void datesArePeriods() {
        List<String[]> rows = minimumWage();
        String treated = rows.stream()
                .skip(1)
                .map(row -> !row[4].equals("0") && Integer.parseInt(row[0]) >= Integer.parseInt(row[4]) ? "1" : "0")
                .collect(Collectors.joining(",", "[", "]"));
        String dates =
                rows.stream().skip(1).map(row -> "\"" + row[0] + "-01-01\"").collect(Collectors.joining(",", "[", "]"));
        String request = "{\"data\":{\"columns\":{\"on\":%s,\"y\":%s,\"unit\":%s,\"t\":%s}},"
                        .formatted(treated, column(rows, 3), column(rows, 1), dates)
                + "\"outcome\":\"y\",\"unit_col\":\"unit\",\"time_col\":\"t\",\"treatment_col\":\"on\"}";
        JsonNode answer = ok(post(STAGGERED, request));
        assertThat(answer.at("/att_gt/0/g").asString()).isEqualTo("2004-01-01");
        assertThat(answer.get("estimate").asDouble())
                .isEqualTo(ok(post(STAGGERED, body(""))).get("estimate").asDouble());
    }

    /** A row without its outcome takes its unit along where changes of units are compared, unless all rows are asked for. */
    @Test
    void incompleteUnitsAreLeftOutAndCounted() {
        String request = body("").replaceFirst("\"lemp\":\\[[^,]*,", "\"lemp\":[null,");
        JsonNode answer = ok(post(STAGGERED, request));
        assertThat(answer.at("/dropped/rows_given").asInt()).isEqualTo(2500);
        assertThat(answer.at("/dropped/rows_used").asInt()).isEqualTo(2495);
        assertThat(answer.at("/dropped/missing/lemp").asInt()).isEqualTo(1);
        assertThat(answer.at("/dropped/reasons/0/rows").asInt()).isEqualTo(4);
        assertThat(check(answer, "complete_units").get("evidence").asString()).startsWith("4 rows are left out");
        String more = request.substring(0, request.length() - 1);
        for (String kept : List.of(
                ",\"allow_unbalanced_panel\":true",
                ",\"estimator\":\"sun_abraham\"",
                ",\"estimator\":\"two_way_fixed_effects\"")) {
            JsonNode all = ok(post(STAGGERED, more + kept + "}"));
            assertThat(all.at("/dropped/rows_used").asInt()).as(kept).isEqualTo(2499);
            assertThat(all.at("/dropped/reasons").size()).isZero();
            assertThat(all.at("/two_way/reason").asString()).startsWith("Goodman-Bacon's decomposition is of panels");
            assertThat(all.at("/two_way/errors").size()).isEqualTo(5);
            assertThat(all.get("sql").isNull()).isTrue();
        }
        JsonNode study = ok(post(EVENT_STUDY, request));
        assertThat(study.at("/dropped/rows_used").asInt()).isEqualTo(2499);
        assertThat(check(study, "two_way_weights").get("status").asString()).isEqualTo("warn");
    }

    /** Units of one row, and those that lack the period before they are seen treated, tell no regression anything. */
    @Test
    void whatRegressionsLeaveOutIsNamed() {
        StringBuilder y = new StringBuilder();
        StringBuilder unit = new StringBuilder();
        StringBuilder time = new StringBuilder();
        StringBuilder on = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            for (int t = 1; t <= 5; t++) {
                boolean treated = i % 3 == 0 && t >= 4;
                if ((i != 0 || t != 3) && (i != 1 || t == 2) && (i != 2 || t != 3)) {
                    String comma = y.isEmpty() ? "" : ",";
                    y.append(comma).append(Math.sin(12.9898 * (5 * i + t)) + (treated ? 1 : 0));
                    unit.append(comma).append(i);
                    time.append(comma).append(t);
                    on.append(comma).append(treated);
                }
            }
        }
        JsonNode study = ok(post(
                EVENT_STUDY,
                "{\"data\":{\"columns\":{\"y\":[%s],\"u\":[%s],\"t\":[%s],\"d\":[%s]}},".formatted(y, unit, time, on)
                        + "\"outcome\":\"y\",\"unit_col\":\"u\",\"time_col\":\"t\",\"treatment_col\":\"d\"}"));
        JsonNode dropped = study.get("dropped");
        assertThat(dropped.at("/rows_given").asInt()).isEqualTo(150 - 1 - 4 - 1);
        assertThat(dropped.at("/reasons/0/reason").asString())
                .isEqualTo("its treatment began in a period that its unit lacks");
        assertThat(dropped.at("/reasons/0/rows").asInt()).isEqualTo(4);
        assertThat(dropped.at("/reasons/1/reason").asString()).isEqualTo("its unit or period has no other row");
        assertThat(dropped.at("/reasons/1/rows").asInt()).isEqualTo(1);
        assertThat(dropped.at("/rows_used").asInt()).isEqualTo(139);
    }

    /** pyfixest 0.60.0, feols("lemp ~ treated | countyreal + year", vcov = {"CRV1": "state + year"}); 1e-9. */
    @Test
    void twoWaysOfClustering() {
        String states = minimumWage().stream()
                .skip(1)
                .map(row -> String.valueOf(Integer.parseInt(row[1]) / 1000))
                .collect(Collectors.joining(",", "\"state\":[", "],"));
        String more = ",\"estimator\":\"two_way_fixed_effects\",\"cluster_cols\":[\"state\",\"year\"]";
        JsonNode answer = ok(post(STAGGERED, body(more).replaceFirst("\"year\":", states + "\"year\":")));
        assertThat(answer.get("estimate").asDouble()).isCloseTo(-0.036548936674066994, within(1e-9));
        assertThat(answer.get("standard_error").asDouble()).isCloseTo(0.017262251661126285, within(1e-9));
        assertThat(answer.at("/basis/clusters").asInt()).isEqualTo(5);
        assertThat(answer.get("reason").asString()).contains("fewer than 6 clusters");
        assertThat(answer.at("/two_way/by_type").size()).isEqualTo(3);
        JsonNode units = ok(post(STAGGERED, body(",\"cluster_cols\":[\"treat\",\"countyreal\"]")));
        assertThat(units.at("/basis/clusters").asInt()).isEqualTo(2);
    }

    private static JsonNode check(JsonNode answer, String id) {
        return answer.get("checks")
                .valueStream()
                .filter(one -> one.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void warnsWithWeightsWhereTwoWayMeetsStaggeredTiming() {
        JsonNode answer = ok(post(EVENT_STUDY, body("")));
        JsonNode check = answer.get("checks")
                .valueStream()
                .filter(one -> one.get("id").asString().equals("two_way_weights"))
                .findFirst()
                .orElseThrow();
        assertThat(check.get("status").asString()).isEqualTo("warn");
        assertThat(check.get("evidence").asString())
                .contains("at 3 different times")
                .contains("earlier vs later treated 8.3 %, later vs earlier treated 5.4 %");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "estimator":"magic" | /estimator must be one of callaway_santanna, sun_abraham, two_way_fixed_effects
            "treatment_col":"treat" | /cohort_col must be given, or treatment_col, and not both
            "estimator":"sun_abraham","bands":"multiplier" | /bands must be sup_t with sun_abraham
            "controls":["lpop","lemp"] | /controls/1 must be another column than outcome
            "anticipation":5 | /cohort_col must have a cohort that is treated within the periods and has one before it
            "seed":3 | /seed is of bands multiplier
            "estimator":"sun_abraham","allow_unbalanced_panel":true | /allow_unbalanced_panel is of callaway_santanna: regressions keep units that lack a period anyway
            "cluster_cols":["lpop","treat"] | /cluster_cols must be one column beside the unit with callaway_santanna, the same in all rows of a unit: influence functions are summed in one way
            "cluster_cols":["year"] | /cluster_cols must be one column beside the unit with callaway_santanna, the same in all rows of a unit: influence functions are summed in one way
            """)
    void refuses(String more, String problem) {
        HttpResponse<String> response = post(STAGGERED, body("," + more));
        ProblemAssertions.isProblem(response, 422, "impossible-input");
        assertThat(ProblemAssertions.errors(response)).containsExactly(problem);
    }

    @Test
    void refusesTreatmentThatEnds() {
        HttpResponse<String> response = post(STAGGERED, """
                {"data":{"columns":{"u":[1,1,1,2,2,2],"t":[1,2,3,1,2,3],"d":[0,1,0,0,0,0],"y":[1,2,3,4,5,6]}},
                 "outcome":"y","unit_col":"u","time_col":"t","treatment_col":"d"}""");
        ProblemAssertions.isProblem(response, 422, "impossible-input");
        assertThat(ProblemAssertions.errors(response))
                .containsExactly(
                        "/treatment_col must stay 1 once it is, and goes back to 0 for unit 1 in 3: these methods are for treatment that stays");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"never":{"n":0,"mean":[1,2],"centred_sscp":[[1,0],[0,1]]}} | /cohort_moments/cohorts/never/n must be greater than or equal to 1
            {"never":{"n":5,"mean":[1,2,3],"centred_sscp":[[1,0],[0,1]]},"2":{"n":5,"mean":[1,2],"centred_sscp":[[1,0],[0,1]]}} | /cohort_moments/cohorts/never/mean must have a mean for each period
            {"never":{"n":5,"mean":[1,2],"centred_sscp":[[1,2],[2,1]]},"2":{"n":5,"mean":[1,2],"centred_sscp":[[1,0],[0,1]]}} | /cohort_moments/cohorts/never/centred_sscp/1/0 must not exceed what the squares on the diagonal allow
            {"soon":{"n":5,"mean":[1,2],"centred_sscp":[[1,0],[0,1]]}} | /cohort_moments/cohorts/soon must be a period or never
            {"never":{"n":5,"mean":[1,2],"centred_sscp":[[1,0],[0,1]]}} | /cohort_moments must have a cohort that is treated within the periods and has one before it
            {"2":{"n":5,"mean":[1,2],"centred_sscp":[[1,0],[0,1]]}} | /control_group must be notyettreated, as every unit is treated sooner or later
            """)
    void refusesMomentsThatNoPanelHas(String cohorts, String problem) {
        HttpResponse<String> response =
                post(STAGGERED, "{\"cohort_moments\":{\"periods\":[1,2],\"cohorts\":" + cohorts + "}}");
        ProblemAssertions.isProblem(response, 422, "impossible-input");
        assertThat(ProblemAssertions.errors(response)).containsExactly(problem);
    }
}
