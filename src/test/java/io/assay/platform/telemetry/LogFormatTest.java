package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class LogFormatTest {

    private static String structured(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", properties));
        new LogFormat().postProcessEnvironment(environment, new SpringApplication());
        return environment.getRequiredProperty("logging.structured.format.console");
    }

    @Test
    void isWhatIsAskedFor() {
        assertThat(structured(Map.of("assay.logging.format", "text"))).isEqualTo(TextLog.class.getName());
        assertThat(structured(Map.of("assay.logging.format", "ECS"))).isEqualTo("ecs");
        assertThat(structured(Map.of("logging.structured.format.console", "gelf", "assay.logging.format", "text")))
                .isEqualTo("gelf");
    }

    /** The standard output of tests is a pipe. */
    @Test
    void isEcsWhereNobodyLooks() {
        assertThat(structured(Map.of("assay.logging.format", "auto"))).isEqualTo("ecs");
    }

    @Test
    void isNothingElse() {
        assertThatThrownBy(() -> structured(Map.of("assay.logging.format", "xml")))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("text or ecs");
    }
}
