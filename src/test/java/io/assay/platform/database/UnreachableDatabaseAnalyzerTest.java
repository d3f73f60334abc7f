package io.assay.platform.database;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreachableDatabaseAnalyzerTest {

    private final UnreachableDatabaseAnalyzer analyzer = new UnreachableDatabaseAnalyzer();

    @ParameterizedTest
    @CsvSource({"08001,Connection refused", "28P01,password authentication failed", "3D000,no such database"})
    void saysWhatToCheck(String state, String message) {
        FlywayException failure = new FlywayException("no connection", new SQLException(message, state));

        var analysis = requireNonNull(analyzer.analyze(failure, failure));

        assertThat(analysis.getDescription()).contains(message);
        assertThat(analysis.getAction()).contains("SPRING_DATASOURCE_URL");
    }

    @Test
    void leavesOtherFailuresOfMigrationsAlone() {
        FlywayException failure = new FlywayException("migration failed", new SQLException("syntax error", "42601"));

        assertThat(analyzer.analyze(failure, failure)).isNull();
    }
}
