package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DiffInDiffHttpTest extends HttpTest {

    private static final String PATH = "/api/v1/causal/diff-in-diff";

    private JsonNode asked(String path, String columns, String more) {
        return json(post(
                path,
                "{\"data\":{\"columns\":{" + columns + "}},\"outcome\":\"y\",\"treatment_col\":\"t\",\"post_col\":\"p\""
                        + more + "}"));
    }

    private static String pointer(JsonNode problem) {
        return problem.at("/errors/0/pointer").asString();
    }

    @Test
    void refusesWhatDoesNotVary() {
        assertThat(pointer(asked(PATH, "\"y\":[1,2,3],\"t\":[0,0,0],\"p\":[0,1,1]", "")))
                .isEqualTo("/treatment_col");
        assertThat(pointer(asked(PATH, "\"y\":[1,2,3],\"t\":[0,1,1],\"p\":[1,1,1]", "")))
                .isEqualTo("/post_col");
        assertThat(pointer(asked(PATH, "\"y\":[5,5,5,5],\"t\":[0,0,1,1],\"p\":[0,1,0,1]", "")))
                .isEqualTo("/outcome");
        assertThat(pointer(asked(PATH, "\"y\":[1,2,3,4],\"t\":[0,0,2,1],\"p\":[0,1,0,1]", "")))
                .isEqualTo("/treatment_col");
    }

    @Test
    void namesTheRowThatIsACellAlone() {
        JsonNode answer = asked(PATH, "\"y\":[1,2,3,2,2.5,3.5,9],\"t\":[0,0,0,0,1,1,1],\"p\":[0,0,1,1,0,0,1]", "");
        assertThat(answer.get("att").doubleValue()).isCloseTo(5, within(1e-12));
        assertThat(answer.get("standard_error").isNull()).isTrue();
        assertThat(answer.get("reason").asString()).contains("row 6 alone");
    }

    @Test
    void countsWhatIsMissing() {
        JsonNode answer = asked(
                PATH,
                "\"y\":[1,2,null,2,2.5,3.5,9,8,7],\"t\":[0,0,0,0,1,1,1,1,null],\"p\":[0,0,1,1,0,0,1,1,0]",
                ",\"errors\":\"hc1\"");
        assertThat(answer.at("/dropped/rows_used").intValue()).isEqualTo(7);
        assertThat(answer.at("/dropped/missing/y").intValue()).isEqualTo(1);
        assertThat(answer.at("/dropped/missing/t").intValue()).isEqualTo(1);
    }

    @Test
    void readsWordsAsLevelsOfAControl() {
        JsonNode answer = asked(
                PATH,
                "\"y\":[1,2,4,2,2.5,3.5,9,8],\"t\":[false,false,false,false,true,true,true,true],\"p\":[0,0,1,1,0,0,1,1],"
                        + "\"region\":[\"s\",\"n\",\"s\",\"n\",\"n\",\"s\",\"n\",\"s\"]",
                ",\"controls\":[\"region\"],\"errors\":\"hc1\"");
        assertThat(answer.at("/coefficients/4/name").asString()).isEqualTo("region=s");
    }

    /**
     * Counties of mpdta first treated in 2006 and never, 2003 to 2005: statsmodels 0.14 on doubly demeaned columns, cluster
     * by county with K = 5, gives F = 0.051198723969764845; relative 1e-9.
     */
    @Test
    void testsThePeriodsBeforeTogether() throws IOException {
        List<String[]> rows = Files.readAllLines(Path.of("docs/data/mpdta.csv")).stream()
                .skip(1)
                .map(line -> line.replace("\"", "").split(",", -1))
                .toList();
        List<String> names = List.of(Files.readAllLines(Path.of("docs/data/mpdta.csv"))
                .getFirst()
                .replace("\"", "")
                .split(",", -1));
        int cohort = names.indexOf("first.treat");
        List<String[]> kept = rows.stream()
                .filter(row -> Double.parseDouble(row[cohort]) == 0 || Double.parseDouble(row[cohort]) == 2006)
                .toList();
        String columns = column("y", kept, row -> row[names.indexOf("lemp")]) + ","
                + column("year", kept, row -> row[names.indexOf("year")]) + ","
                + column("county", kept, row -> row[names.indexOf("countyreal")]) + ","
                + column("t", kept, row -> Double.parseDouble(row[cohort]) == 0 ? "0" : "1") + ","
                + column("p", kept, row -> Double.parseDouble(row[names.indexOf("year")]) < 2006 ? "0" : "1");
        JsonNode answer =
                asked("/api/v1/causal/parallel-trends", columns, ",\"time_col\":\"year\",\"unit_col\":\"county\"");
        assertThat(answer.at("/trends/joint_test/statistic").doubleValue())
                .isCloseTo(0.051198723969764845, within(0.05 * 1e-9));
        assertThat(answer.at("/trends/joint_test/degrees_of_freedom").intValue())
                .isEqualTo(348);
        JsonNode effect = asked(PATH, columns, ",\"time_col\":\"year\",\"unit_col\":\"county\"");
        assertThat(effect.at("/parallel_trends")).isEqualTo(answer.at("/trends"));
        assertThat(effect.at("/placebos/time_from").asString()).isEqualTo("2005");
    }

    private interface Field {
        String of(String[] row);
    }

    private static String column(String name, List<String[]> rows, Field field) {
        return "\"" + name + "\":" + rows.stream().map(field::of).collect(Collectors.joining(",", "[", "]"));
    }
}
