package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service bound to loopback asks for nothing, and still takes nothing that is wrong. */
class OpenServiceTest extends HttpTest {

    private HttpResponse<String> with(String authorization) {
        return send(request("/api/v1/keys")
                .header("Authorization", authorization)
                .GET()
                .build());
    }

    @Test
    void letsEverybodyDoEverything() {
        assertThat(get("/api/v1/keys").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/audit").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer",
                "Bearer assay_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "Bearer e30.e30.e30"
            })
    void refusesAWrongCredential(String authorization) {
        ProblemAssertions.isProblem(with(authorization), 401, "unauthenticated");
    }

    @Test
    void holdsAKeyToItsRole() {
        String made = post("/api/v1/keys", "{\"name\":\"open-viewer\",\"role\":\"viewer\"}")
                .body();
        String key = made.replaceAll("(?s).*(assay_[a-z2-7]{8}_[\\w-]{43}).*", "$1");

        ProblemAssertions.isProblem(with("Bearer " + key), 403, "forbidden");
    }

    @Test
    void leavesCredentialsForOthersAlone() {
        assertThat(with("Basic YTpi").statusCode()).isEqualTo(200);
    }
}
