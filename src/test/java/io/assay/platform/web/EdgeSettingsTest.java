package io.assay.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class EdgeSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://dash.example.com", "http://localhost:3000", "http://[::1]:3000"})
    void takesOrigins(String origin) {
        assertThat(new EdgeSettings.Cors(Set.of(origin)).allowedOrigins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.example.com",
                "https://dash.example.com/",
                "dash.example.com",
                "null",
                "",
                "https://a b",
                "https://dash.example.com?x"
            })
    void refusesWhatIsNoOrigin(String text) {
        assertThatThrownBy(() -> new EdgeSettings.Cors(Set.of(text)))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("allowed-origins");
    }
}
