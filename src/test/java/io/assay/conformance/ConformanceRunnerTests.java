package io.assay.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.conformance.ConformanceRunner.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runner against a service that answers every call with the same bytes. */
class ConformanceRunnerTests {

    private static final MethodTable TABLE = MethodTable.parse("""
            methods:
              m:
                calls:
                  - endpoint: /m
                    request: {n: $/input/n}
                    answer: {p: $/p, ci: [$/low, $/high]}
                    verdict: $/verdict
                not_answered: {rate: the service has no such figure}
              conditional:
                calls:
                  - endpoint: /c
                    when: {/input/correction: [true]}
                    request: {}
                    answer: {p: $/corrected}
                  - endpoint: /c
                    when: {/input/correction: [false, null]}
                    request: {}
                    answer: {p: $/p}
              area/word:
                calls:
                  - endpoint: /w
                    request: {}
                    answer: {p: $/p}
            """);

    private static final String OK = """
            {"p": 0.5, "corrected": 0.7, "low": 1, "high": 2, "verdict": "fail"}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "method": "m", "input": {"n": 1}, "expected": {"p": 0.5, "ci": [1, 2], "rate": 3}
            "method": "m", "input": {"n": 1}, "expected": {"p": null, "name": "NA", "anchor_returns": {"q": 1}}
            "method": "m", "input": {"n": 1}, "expected": {"p": 0.5, "product_must": "verdict fail: because"}
            "method": "conditional", "input": {"correction": true}, "expected": {"p": 0.7}
            "method": "conditional", "input": {"correction": false}, "expected": {"p": 0.5}
            "method": "conditional", "input": {}, "expected": {"p": 0.5}
            "area": "area", "expected": {"p": 0.5}
            """)
    void passes(String members) {
        assertThat(failures(members, 200, OK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "method": "m", "input": {"n": 1}, "expected": {"p": 0.6}                   | /m /p: want 0.6, got 0.5
            "method": "m", "input": {"n": 1}, "expected": {"unknown": 1}               | the table has no pointer for it
            "method": "m", "input": {"n": 1}, "expected": {"unknown": {"a": [1]}}      | the table has no pointer for it
            "method": "m", "input": {}, "expected": {"p": 0.5}                         | the case has nothing at /input/n
            "method": "m", "input": {"n": 1}, "expected": {"product_must": "422: no"}  | want status 422, got 200
            "method": "m", "input": {"n": 1}, "expected": {"product_must": "200 naming n: no"}  | no error points at n
            "method": "m", "input": {"n": 1}, "expected": {"product_must": "verdict warn"} | want verdict warn, got "fail"
            "method": "m", "input": {"n": 1}, "expected": {"product_must": "be nice"}  | product_must not understood: be nice
            "method": "conditional", "input": {"correction": 7}, "expected": {"p": 1}  | no call of the table takes this input
            "method": "m", "input": {"n": 1}, "dataset": "missing.csv", "expected": {}  | the case cannot be sent: java.nio.file.NoSuchFile
            "method": "conditional", "expected": {"product_must": "verdict fail"}      | no pointer for the verdict
            """)
    void fails(String members, String failure) {
        assertThat(failures(members, 200, OK)).singleElement().asString().contains(failure);
    }

    @Test
    void aNumberThatTheAnswerLacksFails() {
        String members = """
                "method": "m", "input": {"n": 1}, "expected": {"p": 0.5}""";
        assertThat(failures(members, 200, "{}")).containsExactly("/m /p: want 0.5, got nothing");
        assertThat(failures(members, 200, "{\"p\": null}")).containsExactly("/m /p: want 0.5, got null");
    }

    @Test
    void aWrongStatusFails() {
        String figures = """
                "method": "m", "input": {"n": 1}, "expected": {"p": 0.5}""";
        assertThat(failures(figures, 500, OK)).singleElement().asString().contains("want status 200, got 500");
        String refusal = """
                "method": "m", "input": {"n": 1}, "expected": {"product_must": "422: no"}""";
        assertThat(failures(refusal, 422, "{}")).isEmpty();
    }

    @Test
    void unknownMethodsAreNotOffered() {
        CaseResult result = runner(200, OK).run(referenceCase("\"method\": \"other\", \"expected\": {\"p\": 1}"));
        assertThat(result).isInstanceOf(CaseResult.NotOffered.class);
        assertThat(new FileResult("f.json", List.of(result)).summary())
                .isEqualTo("f.json: 0 passed, 0 failed, 1 not offered\n  not offered: word.1");
    }

    @Test
    void readsBothLayouts(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.json"), "[{\"id\": \"1\", \"method\": \"m\", \"expected\": {}}]");
        Files.writeString(
                folder.resolve("a.json"), "{\"cases\": [{\"id\": \"2\", \"method\": \"m\", \"expected\": {}}]}");
        assertThat(CaseFile.readAll(folder)).extracting(CaseFile::name).containsExactly("a.json", "b.json");
    }

    @Test
    void refusesAFolderWithoutCases(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> CaseFile.readAll(folder.resolve("missing"))).hasMessageContaining("no such folder");
        assertThatThrownBy(() -> CaseFile.readAll(folder)).hasMessageContaining("no case file in");
        Files.writeString(folder.resolve("a.json"), "{\"cases\": []}");
        assertThatThrownBy(() -> CaseFile.readAll(folder)).hasMessageContaining("no case in");
    }

    private static List<String> failures(String members, int status, String body) {
        CaseResult result = runner(status, body).run(referenceCase(members));
        assertThat(result).isInstanceOf(CaseResult.Run.class);
        return ((CaseResult.Run) result).failures();
    }

    private static ConformanceRunner runner(int status, String body) {
        return new ConformanceRunner(TABLE, (endpoint, request) -> new Answer(status, CaseFile.JSON.readTree(body)));
    }

    private static ReferenceCase referenceCase(String members) {
        return new ReferenceCase(
                CaseFile.JSON.readTree("{\"id\": \"word.1\", \"tolerance\": {\"rel\": 1e-9}, " + members + "}"),
                Path.of(""));
    }
}
