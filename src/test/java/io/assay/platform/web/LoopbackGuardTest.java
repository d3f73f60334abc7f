package io.assay.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** Which addresses the service would listen on, and how it says no to others. */
class LoopbackGuardTest {

    private static void start(String... properties) {
        MockEnvironment environment = new MockEnvironment();
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            environment.setProperty(parts[0], parts[1]);
        }
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            new LoopbackGuard().initialize(context);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void takesLoopback(String address) {
        assertThatCode(() -> start("server.address=" + address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", " ", "192.0.2.1", "10.0.0.1", "name.invalid"})
    void refusesEverythingElse(String address) {
        assertThatThrownBy(() -> start("server.address=" + address)).isInstanceOf(RefusedAddressException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "management.server.port=9090,",
        "management.server.port=0,",
        "management.server.port=9090,management.server.address=0.0.0.0",
        "management.server.address=192.0.2.1,",
    })
    void refusesAManagementPortThatOthersReach(String first, String second) {
        assertThatThrownBy(() -> start("server.address=127.0.0.1", first, second == null ? first : second))
                .isInstanceOfSatisfying(
                        RefusedAddressException.class,
                        refused -> assertThat(refused.property()).isEqualTo("management.server.address"));
    }

    @ParameterizedTest
    @CsvSource({
        "management.server.port=9090,management.server.address=127.0.0.1",
        "management.server.port=8080,server.port=8080",
        "management.server.port=-1,server.port=8080",
    })
    void takesAManagementPortOnLoopbackOrNoneOfItsOwn(String first, String second) {
        assertThatCode(() -> start("server.address=127.0.0.1", first, second)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0,'0.0.0.0'", "'',all addresses"})
    void saysWhatWasRefusedAndWhatToDo(String address, String named) {
        RefusedAddressException refused = new RefusedAddressException("server.address", address);

        var analysis = new RefusedAddressAnalyzer().analyze(refused, refused);

        assertThat(analysis.getDescription()).contains("server.address", named, "not started");
        assertThat(analysis.getAction()).contains("--server.address=127.0.0.1", "SERVER_ADDRESS=127.0.0.1");
    }
}
