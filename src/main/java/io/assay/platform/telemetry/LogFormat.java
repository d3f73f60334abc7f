package io.assay.platform.telemetry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Chooses how events are written to standard output by {@value #PROPERTY}: {@code text} for people, {@code ecs} (one
 * JSON object a line, Elastic Common Schema) for what collects logs, {@code auto} for text on a terminal and else ecs.
 * Whoever sets Spring Boot's own {@value #STRUCTURED} has chosen already.
 */
public final class LogFormat implements EnvironmentPostProcessor, Ordered {

    static final String PROPERTY = "assay.logging.format";

    static final String STRUCTURED = "logging.structured.format.console";

    private static final String ECS = "ecs";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty(STRUCTURED)) {
            return;
        }
        String format = environment.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
        boolean text = switch (format) {
            case "auto" -> isTerminal();
            case "text" -> true;
            case ECS -> false;
            default ->
                throw new InvalidConfigurationPropertyValueException(PROPERTY, format, "It must be auto, text or ecs.");
        };
        environment.getPropertySources().addLast(new MapPropertySource("log format", properties(text)));
    }

    private static Map<String, Object> properties(boolean text) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(STRUCTURED, text ? TextLog.class.getName() : ECS);
        if (!text) {
            // It goes to standard output past the log and is no JSON.
            properties.put("spring.main.banner-mode", "off");
        }
        return properties;
    }

    /** Null where there is none: since Java 25 the JDK's own implementation is the default again. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
