package io.assay.job;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A job's progress as server-sent events (WHATWG HTML, section 9.2). Each holds the whole job, so that one is enough,
 * whichever a client saw last.
 */
@Component
final class JobEvents {

    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** For how long a connection goes on; a client comes back by itself. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final String NO_BUFFERING = "X-Accel-Buffering";

    private final JobRepository repository;

    private final Bell bell;

    private final JsonMapper json;

    JobEvents(JobRepository repository, Bell bell, JsonMapper json) {
        this.repository = repository;
        this.bell = bell;
        this.json = json;
    }

    /** Writes until the job is over, on the thread of the request, which is a virtual one. */
    void write(Job first, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(NO_BUFFERING, "no");
        OutputStream out = response.getOutputStream();
        long begun = System.nanoTime();
        long spoken = begun;
        Job now = first;
        Job told = null;
        int number = 0;
        while (true) {
            String event = event(told, now);
            if (event != null) {
                number++;
                send(
                        out,
                        "id: " + number + "\nevent: " + event + "\ndata: " + json.writeValueAsString(shown(now))
                                + "\n\n");
                spoken = System.nanoTime();
                told = now;
            } else if (System.nanoTime() - spoken >= SILENCE.toNanos()) {
                send(out, ": still here\n\n");
                spoken = System.nanoTime();
            }
            if (now.state().isOver() || bell.isClosed() || System.nanoTime() - begun >= LONGEST.toNanos()) {
                return;
            }
            bell.await(now.id(), LOOK);
            Optional<Job> next = read(now);
            if (next.isEmpty()) {
                return;
            }
            now = next.get();
        }
    }

    /** The data must not hold a line break, so it is without the body of the answer, which may. */
    private static JobAnswer shown(Job job) {
        return JobService.listed(job);
    }

    private static @Nullable String event(@Nullable Job told, Job now) {
        if (told == null || told.state() != now.state() || told.attempt() != now.attempt()) {
            return "state";
        }
        return told.fraction() == now.fraction() && Objects.equals(told.doing(), now.doing()) ? null : "progress";
    }

    /** As it was, while the database is away; empty when it was forgotten. */
    private Optional<Job> read(Job last) {
        try {
            return repository.find(last.id());
        } catch (DataAccessException | TransactionException away) {
            return Optional.of(last);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
