package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import io.assay.platform.problem.ProblemAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which access tokens are taken, and whom they make of their bearer. All are really signed, or really not. */
class AccessTokensTest extends SecuredTest {

    private static final String ANYTHING = "/v3/api-docs/swagger-config";

    static Stream<String> wrong() {
        String right = TOKENS.with("platform-team");
        String[] parts = right.split("\\.", -1);
        return Stream.of(
                TOKENS.sign(Tokens.claims("viewer").expirationTime(Tokens.in(Duration.ofMinutes(-2)))),
                TOKENS.sign(Tokens.claims("viewer").expirationTime(null)),
                TOKENS.sign(Tokens.claims("viewer").notBeforeTime(Tokens.in(Duration.ofMinutes(2)))),
                TOKENS.sign(Tokens.claims("viewer").audience("another-service")),
                TOKENS.sign(Tokens.claims("viewer").audience(List.of())),
                TOKENS.sign(Tokens.claims("viewer").subject(null)),
                TOKENS.sign(Tokens.claims("viewer").subject("")),
                TOKENS.sign(Tokens.claims("viewer").subject("a\nb")),
                TOKENS.sign(Tokens.claims("viewer").subject("x".repeat(201))),
                TOKENS.sign(Tokens.claims("viewer"), JWSAlgorithm.RS512),
                TOKENS.sign(Tokens.claims("viewer"), JWSAlgorithm.PS256),
                TOKENS.signedByThePublicKey(Tokens.claims("platform-team")),
                Tokens.unsigned(Tokens.claims("platform-team")),
                Tokens.random().with("platform-team"),
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + TOKENS.with("viewer").split("\\.", -1)[1] + "." + parts[2],
                right + "AAAA");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesTokensThatAreNotInOrder(String token) {
        ProblemAssertions.isProblem(get(ANYTHING, token), 401, "unauthenticated");
    }

    @Test
    void takesTheGreatestRoleThatIsNamed() {
        assertThat(get(ANYTHING, TOKENS.with("offline_access", "viewer")).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/keys", TOKENS.with("viewer", "platform-team")).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/keys", TOKENS.with("analyst")).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesTokensWithoutARole() {
        ProblemAssertions.isProblem(get(ANYTHING, TOKENS.with("ADMIN", "admin", "root")), 403, "forbidden");
        assertThat(get(ANYTHING, TOKENS.sign(Tokens.claims().claim("realm_access", "viewer")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(ANYTHING, TOKENS.sign(Tokens.claims().claim("realm_access", null)))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void allowsForClocksThatDiffer() {
        assertThat(get(
                                ANYTHING,
                                TOKENS.sign(Tokens.claims("viewer").expirationTime(Tokens.in(Duration.ofSeconds(-20)))))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void findsRolesWhereIssuersPutThem() {
        Map<String, Object> claims = Map.of(
                "roles", List.of("a", 1),
                "scope", "read write",
                "https://example.org/roles", List.of("b"),
                "resource_access", Map.of("assay", Map.of("roles", List.of("c"))));

        assertThat(ClaimPath.strings(claims, "roles")).containsExactly("a");
        assertThat(ClaimPath.strings(claims, "scope")).containsExactlyInAnyOrder("read", "write");
        assertThat(ClaimPath.strings(claims, "https://example.org/roles")).containsExactly("b");
        assertThat(ClaimPath.strings(claims, "resource_access.assay.roles")).containsExactly("c");
        assertThat(ClaimPath.strings(claims, "resource_access.other.roles")).isEmpty();
        assertThat(ClaimPath.strings(claims, "roles.inner")).isEmpty();
    }
}
