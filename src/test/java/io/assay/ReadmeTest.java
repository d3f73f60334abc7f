package io.assay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Types the README's calls and compares the answers with those printed below them. */
class ReadmeTest extends HttpTest {

    private static final Pattern CALL = Pattern.compile(
            "curl -s http://127\\.0\\.0\\.1:8080(\\S+) .*?-d '([^']*)'\\n```\\n\\n```json\\n(.*?)```", Pattern.DOTALL);

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void everyCallGetsTheAnswerThatIsPrinted() throws IOException {
        Matcher calls = CALL.matcher(Files.readString(Path.of("README.md")));
        List<String> paths = new ArrayList<>();
        while (calls.find()) {
            HttpResponse<String> answer = post(calls.group(1), calls.group(2));
            assertThat(JSON.readTree(answer.body())).as(calls.group(1)).isEqualTo(JSON.readTree(calls.group(3)));
            paths.add(calls.group(1));
        }
        assertThat(paths)
                .containsExactly(
                        "/api/v1/experiments/analyze", "/api/v1/experiments/sample-size", "/api/v1/experiments/srm");
    }
}
