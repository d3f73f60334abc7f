package io.assay.platform.database;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Says that the database that was named does not let the service in: migrations are the first to ask. */
final class UnreachableDatabaseAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, FlywayException failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        if (!(cause instanceof SQLException refusal) || !isRefusal(refusal)) {
            return null;
        }
        return new FailureAnalysis(
                "The database cannot be used: "
                        + NestedExceptionUtils.getMostSpecificCause(refusal).getMessage(),
                "Check SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and that the"
                        + " database is there and running; with no SPRING_DATASOURCE_URL the service starts one of its"
                        + " own.",
                failure);
    }

    /** No connection, no such user or password, no such database. */
    private static boolean isRefusal(SQLException refusal) {
        String state = String.valueOf(refusal.getSQLState());
        return state.startsWith("08") || state.startsWith("28") || state.equals("3D000");
    }
}
