package io.assay.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class NamedDatabaseGuardTest {

    private static void name(String url) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(new MockEnvironment().withProperty("spring.datasource.url", url));
        new NamedDatabaseGuard().initialize(context);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "jdbc:mysql://host/db?password=secret", "postgres://me:secret@host/db"})
    void refusesWhatIsNotPostgres(String url) {
        assertThatThrownBy(() -> name(url)).isInstanceOfSatisfying(UnusableDatabaseException.class, refused -> {
            assertThat(refused.description())
                    .contains("does not begin with jdbc:postgresql:")
                    .doesNotContain("secret");
            assertThat(refused.action()).contains("SPRING_DATASOURCE_URL");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "jdbc:postgresql://host/db"})
    void letsPostgresAndTheEmbeddedOnePass(String url) {
        name(url);
    }
}
