package io.assay.model.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Names, batches, settings and places of artifacts, without a server. */
class MlflowPartsTests {

    private static MlflowSettings settings(String uri, String username, String password, String token) {
        return new MlflowSettings(uri, username, password, token, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    /** The rules are those of mlflow 3.17.2, mlflow.utils.validation, and of its Windows servers. */
    @ParameterizedTest
    @CsvSource({
        "roc_auc, roc_auc",
        "Köln/Süd 1.5-x, Köln/Süd 1.5-x",
        "a:b[c=d], a_b_c_d_",
        "/absolute, _/absolute",
        "a//b, a/_/b",
        "a/../b, a/_/b",
        "., _",
        "trailing/, trailing/_",
    })
    void namesAreMadeFit(String name, String fit) {
        assertThat(Keys.fit(name)).isEqualTo(fit);
    }

    @Test
    void namesThatBecomeTheSameAreToldApart() {
        assertThat(Keys.fit(Map.of("a:b", 1, "a_b", 2, "a=b", 3))).isEqualTo(Map.of("a_b", 2, "a_b_2", 1, "a_b_3", 3));
        String longest = "x".repeat(300);
        assertThat(Keys.fit(Map.of(longest + 1, 1, longest + 2, 2)))
                .isEqualTo(Map.of("x".repeat(250), 1, "x".repeat(248) + "_2", 2));
    }

    @Test
    void batchesAreFewAndSmall() {
        List<Map<String, ?>> entries = new ArrayList<>();
        for (int number = 0; number < 250; number++) {
            entries.add(Map.of("key", number));
        }
        assertThat(Batches.of(entries, 100, JsonMapper.shared()))
                .extracting(List::size)
                .containsExactly(100, 100, 50);
        entries.replaceAll(_ -> Map.of("key", "é".repeat(5000)));
        assertThat(Batches.of(entries, 100, JsonMapper.shared()))
                .extracting(List::size)
                .containsExactly(89, 89, 72);
        assertThat(Batches.of(List.of(), 100, JsonMapper.shared())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mlflow-artifacts:/1/r/artifacts, /api/2.0/mlflow-artifacts/artifacts/1/r/artifacts",
        "mlflow-artifacts://host:5000/1/r/artifacts/, /api/2.0/mlflow-artifacts/artifacts/1/r/artifacts",
        "mlflow-artifacts://other:5000/1/r/artifacts, ",
        "http://host:5000/api/2.0/mlflow-artifacts/artifacts/1/r, /api/2.0/mlflow-artifacts/artifacts/1/r",
        "http://host:5000/elsewhere/1/r, ",
        "http://other/api/2.0/mlflow-artifacts/artifacts/1/r, ",
        "s3://bucket/1/r/artifacts, ",
        "file:///mlruns/1/r, ",
        "/mlruns/1/r, ",
        "'not a uri', ",
    })
    void artifactsGoWhereTheServerPassesThemOn(String uri, String path) {
        assertThat(ArtifactStore.folder(uri, URI.create("http://host:5000")).orElse(null))
                .isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "databricks",
                "sqlite:///mlflow.db",
                "file:/mlruns",
                "http://",
                "http://user:secret@host",
                "http://host/?a=b",
                "a b"
            })
    void serversThatCannotBeAreRefused(String uri) {
        assertThatThrownBy(() -> settings(uri, "", "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MLFLOW_TRACKING_URI");
    }

    @Test
    void credentialsAreSentAndNotTold() {
        assertThat(settings("", "", "", "").isOn()).isFalse();
        MlflowSettings basic = settings(" https://host/mlflow/ ", "Aladdin", "open sesame", "");
        assertThat(basic.trackingUri()).isEqualTo("https://host/mlflow");
        // The example of RFC 7617, section 2.
        assertThat(basic.authorization()).hasValue("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assertThat(settings("http://host", "Aladdin", "open sesame", "abc").authorization())
                .hasValue("Bearer abc");
        assertThat(settings("http://host", "", "", "").authorization()).isEmpty();
        assertThat(basic.toString()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/x", "a//b", "a b", "", "a/"})
    void artifactsHaveDecentPaths(String path) {
        assertThatThrownBy(() -> LoggedArtifact.of(path, "text/plain", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metricsAreNumbers() {
        assertThatThrownBy(() -> Runs.bare("r", Map.of(), Map.of("auc", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("auc");
    }
}
