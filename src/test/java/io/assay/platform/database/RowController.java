package io.assay.platform.database;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writes to the database, as features do. Part of the tests only. */
@Hidden
@RestController
@LeastRole(Role.VIEWER)
class RowController {

    private final JdbcClient jdbc;

    private final TransactionOperations transactions;

    RowController(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @PostMapping("/test/rows/{key}")
    int write(@PathVariable String key) {
        return transactions.execute(status -> jdbc.sql("""
                        insert into idempotency_key (key, request_sha256, status, headers, body, created_at)
                        values (:key, '', 0, '', '', now())
                        on conflict (key) do update set status = idempotency_key.status + 1
                        """).param("key", key).update());
    }
}
