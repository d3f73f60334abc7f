package io.assay.platform.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database failed a request, rather than the request the database: it cannot be reached, broke off, gave
 * up on a lock or a conflict, or is out of resources. The same request may do better later. Goes by the SQL state, since
 * the exceptions around it depend on where the database was lost: at the start of a transaction, within or at its end.
 */
public final class Outage {

    static final String DETAIL = "The database does not answer in time.";

    /** In seconds. */
    static final String RETRY_AFTER = "1";

    /** Connection, transaction rollback, resources, operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final int DEEPEST = 20;

    private Outage() {}

    public static boolean isBehind(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutage(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) {
            return true;
        }
        String state = failure.getSQLState();
        if (state == null) {
            // The pool's own: it has closed the connection, being lost, and what failed before is hidden by a rollback.
            return true;
        }
        return state.length() == LOCK_NOT_AVAILABLE.length()
                && (state.equals(LOCK_NOT_AVAILABLE) || CLASSES.contains(state.substring(0, 2)));
    }
}
