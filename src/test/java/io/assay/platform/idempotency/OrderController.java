package io.assay.platform.idempotency;

import io.assay.platform.http.Caller;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Writes a row for each order, and goes wrong after that where it is told to. Part of the tests only. */
@Hidden
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/test/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {

    enum End {
        CONFLICT,
        FAILURE,
        CONFLICT_THE_FIRST_TIME
    }

    record Order(
            @NotNull String label,
            @Nullable Double amount,
            @Nullable Integer seconds,
            @Nullable End end) {}

    record Receipt(long number, String label, @Nullable Double amount) {}

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    private final Idempotency idempotency;

    private final JdbcClient jdbc;

    OrderController(Idempotency idempotency, JdbcClient jdbc) {
        this.idempotency = idempotency;
        this.jdbc = jdbc;
    }

    @PostMapping
    ResponseEntity<byte[]> post(@RequestBody Order order, IdempotencyKey key, Caller caller) {
        return idempotency.run(key, caller, order, () -> order(order));
    }

    @PutMapping
    ResponseEntity<byte[]> put(@RequestBody Order order, IdempotencyKey key, Caller caller) {
        return idempotency.run(key, caller, order, () -> order(order));
    }

    @PostMapping("/other")
    ResponseEntity<byte[]> other(@RequestBody Order order, IdempotencyKey key, Caller caller) {
        return idempotency.run(key, caller, order, () -> order(order));
    }

    @DeleteMapping("/{label}")
    ResponseEntity<byte[]> delete(@PathVariable String label, IdempotencyKey key, Caller caller) {
        return idempotency.run(key, caller, null, () -> {
            insert(label);
            return ResponseEntity.noContent().build();
        });
    }

    private ResponseEntity<Receipt> order(Order order) {
        long number = insert(order.label());
        pause(order.seconds() == null ? 0 : order.seconds());
        int attempt = attempts.merge(order.label(), 1, Integer::sum);
        End end = order.end();
        if (end == End.CONFLICT || (end == End.CONFLICT_THE_FIRST_TIME && attempt == 1)) {
            throw new ProblemException(ProblemType.CONFLICT, "As ordered.");
        } else if (end == End.FAILURE) {
            throw new IllegalStateException("as ordered");
        }
        return ResponseEntity.created(URI.create("/api/test/orders/" + number))
                .eTag("\"1\"")
                .body(new Receipt(number, order.label(), order.amount()));
    }

    private long insert(String label) {
        return jdbc.sql("insert into test_order (label) values (:label) returning number")
                .param("label", label)
                .query((row, index) -> row.getLong("number"))
                .single();
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
