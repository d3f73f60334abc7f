package io.assay.platform.idempotency;

import io.assay.platform.http.Caller;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what a request asks for in one transaction, and once for each {@link IdempotencyKey}. A request that is refused
 * leaves nothing behind, its key neither, and may be sent again.
 */
@Component
public final class Idempotency {

    /** Of an answer that was given before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    /** What has to be the same of two requests with one key. */
    private record Request(
            String target, String caller, @Nullable Object body) {}

    private final TransactionTemplate transaction;

    private final AnswerRepository answers;

    private final CanonicalJson canonical;

    private final JsonMapper mapper;

    private final Asking asking;

    private final List<ChangeListener> listeners;

    Idempotency(
            PlatformTransactionManager transactions,
            AnswerRepository answers,
            CanonicalJson canonical,
            JsonMapper mapper,
            Asking asking,
            List<ChangeListener> listeners) {
        this.transaction = new TransactionTemplate(transactions);
        this.answers = answers;
        this.canonical = canonical;
        this.mapper = mapper;
        this.asking = asking;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Runs the action, or answers as it did when the key was new. While another request with the same key is being
     * done, this one waits for it.
     *
     * @param body what was asked, written as JSON; null where the path says all
     * @param action does it in the transaction that is open; whatever depends on what is there, such as the check of
     *     the version that the request means, is part of it
     * @throws ProblemException with status 422 when the key belongs to another target, caller or body
     */
    public ResponseEntity<byte[]> run(
            IdempotencyKey key, Caller caller, @Nullable Object body, Supplier<? extends ResponseEntity<?>> action) {
        String name = key.value();
        if (name == null) {
            return transaction.execute(status -> done(caller, action));
        }
        String request = canonical.sha256(new Request(key.target(), caller.name(), body));
        return transaction.execute(status -> once(name, request, caller, action));
    }

    private ResponseEntity<byte[]> once(
            String key, String request, Caller caller, Supplier<? extends ResponseEntity<?>> action) {
        if (answers.claim(key, request)) {
            ResponseEntity<byte[]> answer = done(caller, action);
            answers.keep(key, answer);
            return answer;
        }
        AnswerRepository.Kept kept = answers.kept(key);
        if (!kept.request().equals(request)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "The Idempotency-Key was sent before, with another method, path, body or user.");
        }
        return ResponseEntity.status(kept.answer().getStatusCode())
                .headers(kept.answer().getHeaders())
                .header(REPLAYED, "true")
                .body(kept.answer().getBody());
    }

    private ResponseEntity<byte[]> done(Caller caller, Supplier<? extends ResponseEntity<?>> action) {
        return later(caller, asking.now(), action);
    }

    /** The request that this thread handles, to be kept for {@link #later}. */
    public Asked asked() {
        return asking.now();
    }

    /** Does what a request asked for that may be over, in the transaction that is open, and tells of it as of any other. */
    public ResponseEntity<byte[]> later(Caller caller, Asked asked, Supplier<? extends ResponseEntity<?>> action) {
        ResponseEntity<?> answer = action.get();
        listeners.forEach(listener -> listener.changed(caller, asked, answer));
        return written(answer);
    }

    /** Lets the request be sent again, since what it asked for was not done after all; in the transaction that is open. */
    public void forget(String key) {
        answers.forget(key);
    }

    /** The answer as it goes over the wire, so that a repeated request gets the same bytes. */
    public ResponseEntity<byte[]> written(ResponseEntity<?> answer) {
        HttpHeaders headers = new HttpHeaders(answer.getHeaders());
        Object body = answer.getBody();
        if (body != null && headers.getContentType() == null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        byte[] bytes = body == null ? new byte[0] : body instanceof byte[] raw ? raw : mapper.writeValueAsBytes(body);
        return new ResponseEntity<>(bytes, headers, answer.getStatusCode());
    }
}
