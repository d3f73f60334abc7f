package io.assay.job;

import io.assay.platform.http.Caller;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.problem.Outage;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Work that may be long, done within the request that asks for it or as a job: whichever it is, the caller gets the same
 * answer, in time or at {@code /api/v1/jobs/{id}/result}.
 */
@Component
public final class Jobs {

    /** How often a request that waits looks for the end of a job that another process runs. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Idempotency idempotency;
    private final JobRepository repository;
    private final TaskRepository tasks;
    private final JobService service;
    private final JobScheduler scheduler;
    private final Bell bell;
    private final Memory memory;
    private final JobSettings settings;
    private final JsonMapper json;

    Jobs(
            Idempotency idempotency,
            JobRepository repository,
            TaskRepository tasks,
            JobService service,
            JobScheduler scheduler,
            Bell bell,
            Memory memory,
            JobSettings settings,
            JsonMapper json) {
        this.idempotency = idempotency;
        this.repository = repository;
        this.tasks = tasks;
        this.service = service;
        this.scheduler = scheduler;
        this.bell = bell;
        this.memory = memory;
        this.settings = settings;
        this.json = json;
    }

    /**
     * Does the work, or sees to it that it is done. What is small is done at once, unless the caller would rather not
     * wait at all. Else there is a job, and its answer is waited for as long as the caller prefers; without one by then
     * the answer is 202 with the job and its address. A request that is repeated with its key finds the job that the
     * first one made.
     *
     * @param body what was asked, as for {@link Idempotency#run}
     * @throws ProblemException what the work was refused with; with status 429 where too many jobs wait
     */
    public <P> ResponseEntity<byte[]> run(
            JobKind<P> kind, P parameters, Prefer prefer, IdempotencyKey key, Caller caller, @Nullable Object body) {
        ResponseEntity<byte[]> answer = kind.isSmall(parameters) && !prefer.async()
                ? now(kind, parameters, key, caller, body)
                : idempotency.run(key, caller, body, () -> submit(kind, parameters, key, caller));
        HttpHeaders headers = new HttpHeaders();
        prefer.tell(headers);
        String replayed = answer.getHeaders().getFirst(Idempotency.REPLAYED);
        if (replayed != null) {
            headers.set(Idempotency.REPLAYED, replayed);
        }
        Optional<String> job = job(answer);
        if (job.isEmpty()) {
            return JobService.with(answer, headers);
        }
        scheduler.look();
        return JobService.with(await(job.get(), prefer.longest(), answer), headers);
    }

    /** What the jobs of a kind that are not over are to do: what they need must not be taken away. */
    public <P> List<P> open(JobKind<P> kind) {
        return repository.open(kind.name()).stream()
                .map(parameters -> json.readValue(parameters, kind.parameters()))
                .toList();
    }

    /** Computes before the transaction where it can, which is then short. */
    private <P> ResponseEntity<byte[]> now(
            JobKind<P> kind, P parameters, IdempotencyKey key, Caller caller, @Nullable Object body) {
        JobContext context = new DirectContext(caller, memory);
        if (key.value() != null) {
            return idempotency.run(
                    key, caller, body, () -> kind.run(parameters, context).get());
        }
        Supplier<ResponseEntity<?>> effect = kind.run(parameters, context);
        return kind.changesNothing() ? idempotency.written(effect.get()) : idempotency.run(key, caller, body, effect);
    }

    private <P> ResponseEntity<?> submit(JobKind<P> kind, P parameters, IdempotencyKey key, Caller caller) {
        if (repository.countOpen().getOrDefault(JobState.QUEUED, 0L) >= settings.queue()) {
            throw new ProblemException(
                    ProblemType.QUEUE_FULL,
                    "There are " + settings.queue() + " jobs waiting; this one was not taken. Send it again later.");
        }
        String id = UUID.randomUUID().toString();
        repository.insert(
                new Job.New(
                        id,
                        kind.name(),
                        json.writeValueAsString(parameters),
                        caller.name(),
                        idempotency.asked(),
                        key.value()),
                settings.deadline());
        tasks.insert(id, Instant.now());
        return accepted(service.get(id));
    }

    private ResponseEntity<?> accepted(Job job) {
        return ResponseEntity.accepted().location(JobService.location(job.id())).body(service.shown(job));
    }

    /** The job that an answer names, perhaps one that was given long ago. */
    private static Optional<String> job(ResponseEntity<byte[]> answer) {
        URI location = answer.getHeaders().getLocation();
        String prefix = JobService.PATH + "/";
        return answer.getStatusCode().isSameCodeAs(HttpStatus.ACCEPTED)
                        && location != null
                        && location.toString().startsWith(prefix)
                ? Optional.of(location.toString().substring(prefix.length()))
                : Optional.empty();
    }

    private ResponseEntity<byte[]> await(String id, Duration longest, ResponseEntity<byte[]> accepted) {
        long end = System.nanoTime() + longest.toNanos();
        ResponseEntity<byte[]> answer = accepted;
        while (true) {
            try {
                Optional<Job> job = repository.find(id);
                if (job.isEmpty()) {
                    return accepted;
                }
                if (job.get().state().isOver()) {
                    return service.answer(job.get());
                }
                answer = idempotency.written(accepted(job.get()));
            } catch (RuntimeException failure) {
                // It was taken, and is looked for again: a caller told of a failure would ask for it once more.
                if (!Outage.isBehind(failure)) {
                    throw failure;
                }
            }
            long left = end - System.nanoTime();
            if (left <= 0 || bell.isClosed()) {
                return answer;
            }
            bell.await(id, Duration.ofNanos(Math.min(left, LOOK.toNanos())));
        }
    }
}
