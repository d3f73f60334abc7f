package io.assay.job;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Work of the tests: it goes on until its gate is opened, and leaves a row. */
@Component
class Digging implements JobKind<Digging.Hole> {

    static final String NAME = "test_digging";

    /** How it ends. */
    enum End {
        REFUSED,
        FAILED,
        REFUSED_AT_THE_END
    }

    /**
     * What is dug.
     *
     * @param gated whether it goes on until {@link Digging#open}
     * @param megabytes that it says to need
     */
    record Hole(
            @NotNull String label,
            @Nullable Boolean small,
            @Nullable Boolean gated,
            @Nullable Integer megabytes,
            @Nullable End end) {}

    record Dug(String label, long number) {}

    private final Set<String> open = ConcurrentHashMap.newKeySet();

    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    private final JdbcClient jdbc;

    Digging(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static void createTable(JdbcClient jdbc) {
        jdbc.sql("create table if not exists test_hole (number bigserial primary key, label text not null)")
                .update();
    }

    void open(String label) {
        open.add(label);
    }

    /** Its progress is not told before {@link #speak}, so that a test can begin to listen first. */
    void keepSilent(String label) {
        silent.add(label);
    }

    void speak(String label) {
        silent.remove(label);
    }

    long dug(String label) {
        return jdbc.sql("select count(*) from test_hole where label = :label")
                .param("label", label)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Hole> parameters() {
        return Hole.class;
    }

    @Override
    public boolean isSmall(Hole hole) {
        return Boolean.TRUE.equals(hole.small());
    }

    @Override
    public Supplier<ResponseEntity<?>> run(Hole hole, JobContext context) {
        context.needs((hole.megabytes() == null ? 0L : hole.megabytes()) << 20, "a heap of earth");
        if (hole.end() == End.REFUSED) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "There is rock.",
                    List.of(new FieldError("/label", "must be somewhere else")));
        } else if (hole.end() == End.FAILED) {
            throw new IllegalStateException("the shovel broke");
        }
        while (Boolean.TRUE.equals(hole.gated()) && !open.contains(hole.label())) {
            if (!silent.contains(hole.label())) {
                context.progress(0.25, "digging \0 at " + hole.label());
            }
            pause();
        }
        return () -> end(hole);
    }

    private ResponseEntity<?> end(Hole hole) {
        long number = jdbc.sql("insert into test_hole (label) values (:label) returning number")
                .param("label", hole.label())
                .query((row, index) -> row.getLong(1))
                .single();
        if (hole.end() == End.REFUSED_AT_THE_END) {
            throw new ProblemException(ProblemType.CONFLICT, "There is a hole already.");
        }
        return ResponseEntity.created(URI.create("/api/test/holes/" + hole.label()))
                .eTag("\"1\"")
                .body(new Dug(hole.label(), number));
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
