package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.platform.security.SecuritySettings.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** At which addresses the service asks for no credentials. */
class ExposureTest {

    private static boolean open(String address, Mode mode) {
        return Exposure.of(new MockEnvironment().withProperty("server.address", address), mode)
                .open();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void isOpenOnLoopback(String address) {
        assertThat(open(address, Mode.AUTO)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void isClosedOnLoopbackWhereThatIsAskedFor(String address) {
        assertThat(open(address, Mode.REQUIRED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "", " ", "192.0.2.1", "10.0.0.1", "name.invalid", "::ffff:10.0.0.1"})
    void isClosedEverywhereElse(String address) {
        assertThat(open(address, Mode.AUTO)).isFalse();
    }

    @Test
    void aManagementPortNeedsAnAddress() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("server.address", "127.0.0.1")
                .withProperty("management.server.port", "9090");

        assertThatThrownBy(() -> Exposure.of(environment, Mode.AUTO))
                .isInstanceOf(UnusableSecurityException.class)
                .hasMessageContaining("management.server.address");
        assertThat(Exposure.of(environment.withProperty("management.server.address", "0.0.0.0"), Mode.AUTO)
                        .open())
                .isTrue();
    }

    @Test
    void isClosedWhereNoAddressIsGiven() {
        assertThat(Exposure.of(new MockEnvironment(), Mode.AUTO).open()).isFalse();
    }
}
