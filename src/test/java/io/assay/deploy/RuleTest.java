package io.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every installation keeps every rule, and no rule is one that anything would keep. */
@Tag("chart")
class RuleTest {

    private static final Map<String, Installation> INSTALLATIONS =
            Installation.all().stream().collect(Collectors.toMap(Installation::name, each -> each));

    static Stream<Arguments> pairs() {
        return INSTALLATIONS.values().stream()
                .flatMap(each -> Arrays.stream(Rule.values()).map(rule -> Arguments.of(each, rule)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void isKept(Installation installation, Rule rule) {
        assertThat(rule.complaints(installation)).isEmpty();
    }

    /** Each line changes or, with value {@code -}, removes one thing, which its rule must see. */
    @ParameterizedTest
    @CsvFileSource(resources = "/deploy/broken-rules.csv", delimiter = '|', quoteCharacter = '\'', numLinesToSkip = 1)
    void isBroken(Rule rule, String installation, String kind, String name, String pointer, String value) {
        Installation right = installation(installation);
        Installation wrong = right.changed(
                kind,
                name,
                object -> value.equals("-")
                        ? object.without(pointer)
                        : object.with(pointer, JsonMapper.shared().readTree(value)));

        assertThat(rule.complaints(right)).isEmpty();
        assertThat(rule.complaints(wrong)).isNotEmpty();
    }

    @Test
    void everyRuleIsBrokenByAnExample() {
        List<String> broken = Installation.read(Path.of("src/test/resources/deploy/broken-rules.csv"))
                .lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .toList();

        assertThat(broken).contains(Arrays.stream(Rule.values()).map(Enum::name).toArray(String[]::new));
    }

    private static Installation installation(String name) {
        return Optional.ofNullable(INSTALLATIONS.get(name.equals("k8s") ? name : name + "-values.yaml"))
                .orElseThrow(() -> new AssertionError("no installation " + name));
    }
}
