package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTests {

    @Test
    void withoutArgumentsTheJarServes() {
        assertThat(Commands.areIn(new String[0])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--server.port=0", "--debug", "-Dx=y"})
    void settingsOfTheServiceAreNoCommand(String argument) {
        assertThat(Commands.areIn(new String[] {argument, "health"})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "backup", "helth", "help", "--help", "-h", "--version", "-V"})
    void everythingElseIs(String argument) {
        assertThat(Commands.areIn(new String[] {argument})).isTrue();
    }

    @Test
    void serveServes() {
        assertThat(Commands.serving(new String[0])).hasValue(new String[0]);
        assertThat(Commands.serving(new String[] {"--debug"})).hasValue(new String[] {"--debug"});
        assertThat(Commands.serving(new String[] {"serve"})).hasValue(new String[0]);
        assertThat(Commands.serving(new String[] {"serve", "--server.port=0"}))
                .hasValue(new String[] {"--server.port=0"});
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "nonsense"})
    void whatServeDoesNotUnderstandIsSaid(String argument) {
        assertThat(Commands.serving(new String[] {"serve", argument})).isEmpty();
    }
}
