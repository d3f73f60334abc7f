package io.assay.job;

import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;

/** What is told of jobs. */
@Service
class JobService {

    static final String PATH = "/api/v1/jobs";

    private final JobRepository repository;

    private final Effects effects;

    JobService(JobRepository repository, Effects effects) {
        this.repository = repository;
        this.effects = effects;
    }

    static URI location(String id) {
        return URI.create(PATH + "/" + id);
    }

    Job get(String id) {
        return repository.find(id).orElseThrow(JobService::missing);
    }

    private static ProblemException missing() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such job, or it was forgotten.");
    }

    /** With what it came to. */
    JobAnswer shown(Job job) {
        if (!job.state().isOver()) {
            return JobAnswer.of(job, null);
        }
        ResponseEntity<byte[]> answer = answer(job);
        byte[] body = answer.getBody();
        boolean isJson =
                body != null && body.length > 0 && isJson(answer.getHeaders().getContentType());
        return JobAnswer.of(
                job,
                new JobAnswer.Result(
                        answer.getStatusCode().value(),
                        answer.getHeaders().getLocation(),
                        isJson ? new JobAnswer.Raw(new String(body, StandardCharsets.UTF_8)) : null));
    }

    private static boolean isJson(@Nullable MediaType type) {
        return type != null
                && (type.isCompatibleWith(MediaType.APPLICATION_JSON)
                        || type.getSubtype().endsWith("+json"));
    }

    /** The newest first, without bodies. */
    JobAnswer.Page list(@Nullable JobState state, @Nullable String kind, Page page) {
        Part<Job> part = page.part(repository.list(state, kind, page.after(), page.lookedFor()), Job::position);
        return new JobAnswer.Page(part.map(JobService::listed).items(), part.next());
    }

    static JobAnswer listed(Job job) {
        Integer status = job.status();
        return JobAnswer.of(job, status == null ? null : new JobAnswer.Result(status, job.location(), null));
    }

    /**
     * What the request would have been answered, of a job that is over.
     *
     * @throws ProblemException with status 409 while it is not
     */
    ResponseEntity<byte[]> answer(Job job) {
        return switch (job.state()) {
            case QUEUED, RUNNING ->
                throw new ProblemException(
                        ProblemType.CONFLICT,
                        "The job is " + job.state().text() + "; it has a result when it has succeeded or failed.");
            case SUCCEEDED, FAILED -> repository.answer(job.id()).orElseThrow(JobService::missing);
            case CANCELLED -> stopped(job, "The job was cancelled, and has changed nothing.");
            case EXPIRED -> stopped(job, "The job was not done at its deadline, and has changed nothing.");
        };
    }

    private ResponseEntity<byte[]> stopped(Job job, String detail) {
        return effects.problem(new ProblemException(ProblemType.JOB_STOPPED, detail), job.asked());
    }

    /** With the headers of the answer and some of ours. */
    static ResponseEntity<byte[]> with(ResponseEntity<byte[]> answer, HttpHeaders more) {
        HttpHeaders headers = new HttpHeaders(answer.getHeaders());
        more.forEach(headers::put);
        return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
    }
}
