package io.assay.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request body may hold, and how each thing it may not is refused. */
class StrictJsonTest extends HttpTest {

    private static final String ARMS =
            "\"control\":{\"conversions\":1,\"visitors\":2}," + "\"treatment\":{\"conversions\":1,\"visitors\":2}";

    private static String with(String field) {
        return "{" + ARMS + "," + field + "}";
    }

    @Test
    void writesSnakeCaseInDeclaredOrderWithNulls() {
        HttpResponse<String> response = post("/test/echo", with("\"alternative\":\"two_sided\",\"alpha\":0.05"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo("{" + ARMS + ",\"alpha\":0.05,\"alternative\":\"two_sided\",\"weights\":null,"
                        + "\"seed\":null,\"correct\":null,\"label\":null}");
    }

    @Test
    void writesWhatIsNotFiniteAsNull() {
        assertThat(get("/test/numbers").body())
                .isEqualTo("{\"undefined\":null,\"infinite\":null,\"ci_95\":[0.5,null]}");
    }

    @ParameterizedTest
    @CsvSource({"1000,1000", "1000.0,1000", "1e3,1000", "10000E-1,1000", "-0.0,0", "2147483647,2147483647"})
    void takesWhateverIsANumberWithoutFractionalPartAsInteger(String literal, int value) {
        HttpResponse<String> response = post("/test/echo", with("\"seed\":" + literal));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).get("seed").asInt()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"seed\":1.5|/seed must be an integer, not the number 1.5",
                "\"seed\":\"1\"|/seed must be an integer, not the string \"1\"",
                "\"seed\":true|/seed must be an integer, not true",
                "\"seed\":2147483648|/seed must be an integer between -2147483648 and 2147483647",
                "\"seed\":1e999999999|/seed must be an integer between -2147483648 and 2147483647",
                "\"seed\":1e-999999999|/seed must be an integer, not the number 1E-999999999",
                "\"seed\":1e99999999999|/seed has an exponent out of range",
                "\"alpha\":\"0.05\"|/alpha must be a number, not the string \"0.05\"",
                "\"alpha\":\"NaN\"|/alpha must be a number, not the string \"NaN\"",
                "\"alpha\":\"Infinity\"|/alpha must be a number, not the string \"Infinity\"",
                "\"alpha\":\"\"|/alpha must be a number, not the string \"\"",
                "\"alpha\":NaN|/alpha must be a finite number; JSON has no NaN and no Infinity",
                "\"alpha\":-Infinity|/alpha must be a finite number; JSON has no NaN and no Infinity",
                "\"alpha\":1e999|/alpha must be at most 1.7976931348623157E308 in magnitude",
                "\"alpha\":1e-999|/alpha must be 0 or at least 4.9E-324 in magnitude",
                "\"alpha\":[0.05]|/alpha must be a number, not an array",
                "\"alpha\":{}|/alpha must be a number, not an object",
                "\"alternative\":\"TWO_SIDED\"|/alternative must be one of \"two_sided\", \"greater\", not the string \"TWO_SIDED\"",
                "\"alternative\":\"less\"|/alternative must be one of \"two_sided\", \"greater\", not the string \"less\"",
                "\"alternative\":\"\"|/alternative must be one of \"two_sided\", \"greater\", not the string \"\"",
                "\"alternative\":0|/alternative must be one of \"two_sided\", \"greater\", not the number 0",
                "\"alternative\":999999999999|/alternative must be one of \"two_sided\", \"greater\", not the number 999999999999",
                "\"alternative\":1.5|/alternative must be one of \"two_sided\", \"greater\", not the number 1.5",
                "\"alternative\":\" greater\"|/alternative must be one of \"two_sided\", \"greater\", not the string \" greater\"",
                "\"alternative\":[]|/alternative must be one of \"two_sided\", \"greater\", not an array",
                "\"alternative\":\"0\"|/alternative must be one of \"two_sided\", \"greater\", not the string \"0\"",
                "\"weights\":0.5|/weights must be an array, not the number 0.5",
                "\"weights\":\"\"|/weights must be an array, not the string \"\"",
                "\"weights\":{}|/weights must be an array, not an object",
                "\"correct\":1|/correct must be true or false, not the number 1",
                "\"correct\":\"true\"|/correct must be true or false, not the string \"true\"",
                "\"correct\":\"\"|/correct must be true or false, not the string \"\"",
                "\"label\":1|/label must be a string, not the number 1",
                "\"label\":true|/label must be a string, not true",
                "\"label\":[\"a\"]|/label must be a string, not an array",
                "\"label\":\"\\ud800\"|/label holds half a surrogate pair, which is not Unicode",
                "\"alfa\":0.05|/alfa is not a known field; did you mean \"alpha\"?",
                "\"x\":1|/x is not a known field; known here: alpha, alternative, control, correct, label, seed, treatment, weights",
                "\"a/b~\":1|/a~1b~0 is not a known field; known here: alpha, alternative, control, correct, label, seed, treatment, weights",
                "\"alpha\":0.1,\"alpha\":0.2|/alpha is given more than once",
            })
    void refusesWhatDoesNotBind(String field, String error) {
        HttpResponse<String> response = post("/test/echo", with(field));

        ProblemAssertions.isProblem(response, 400, "invalid-body");
        assertThat(ProblemAssertions.errors(response)).containsExactly(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|must be an object, not null",
                "[]|must be an object, not an array",
                "\"\"|must be an object, not the string \"\"",
                "1|must be an object, not the number 1",
                "NaN|must be a finite number; JSON has no NaN and no Infinity",
            })
    void refusesABodyThatIsNoObject(String body, String error) {
        HttpResponse<String> response = post("/test/echo", body);

        ProblemAssertions.isProblem(response, 400, "invalid-body");
        assertThat(ProblemAssertions.errors(response)).containsExactly(error);
    }
}
