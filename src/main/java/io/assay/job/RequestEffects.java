package io.assay.job;

import io.assay.platform.http.Caller;
import io.assay.platform.idempotency.Asked;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.problem.ProblemAnswer;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** As for a request that is answered at once. */
@Component
final class RequestEffects implements Effects {

    private final Idempotency idempotency;

    private final ProblemAnswer problems;

    private final Map<String, Boolean> silent;

    RequestEffects(Idempotency idempotency, ProblemAnswer problems, JobKinds kinds) {
        this.idempotency = idempotency;
        this.problems = problems;
        this.silent = kinds.all().stream().collect(Collectors.toMap(JobKind::name, JobKind::changesNothing));
    }

    @Override
    public ResponseEntity<byte[]> apply(Job.Begun begun, Caller caller, Supplier<ResponseEntity<?>> effect) {
        return silent.getOrDefault(begun.kind(), false)
                ? idempotency.written(effect.get())
                : idempotency.later(caller, begun.asked(), effect);
    }

    @Override
    public ResponseEntity<byte[]> problem(Throwable failure, Asked asked) {
        return idempotency.written(problems.to(failure, asked.path()));
    }

    @Override
    public void forget(String idempotencyKey) {
        idempotency.forget(idempotencyKey);
    }
}
