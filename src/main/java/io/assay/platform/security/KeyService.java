package io.assay.platform.security;

import io.assay.platform.http.Caller;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.stereotype.Service;

/** Makes and revokes keys. */
@Service
class KeyService {

    private final ApiKeyRepository repository;

    private final SecureRandom random = new SecureRandom();

    KeyService(ApiKeyRepository repository) {
        this.repository = repository;
    }

    /** In the transaction that is open. */
    KeyAnswer.Created create(KeyRequest request, Caller caller) {
        repository.lock();
        if (repository.isLive(request.name())) {
            throw new ProblemException(ProblemType.CONFLICT, "A live key has this name; revoke it first.");
        }
        KeyText key = KeyText.random(random);
        ApiKey made = repository.insert(key, request.name(), request.role(), request.expiresAt(), caller.name());
        return new KeyAnswer.Created(key.text(), KeyAnswer.of(made));
    }

    ApiKey get(String id) {
        return repository.find(id).orElseThrow(KeyService::notThere).key();
    }

    List<ApiKey> list(long before, int limit) {
        return repository.list(before, limit);
    }

    /** In the transaction that is open; {@link KnownKeys#forget} is for after its end. */
    ApiKey revoke(String id) {
        return repository.revoke(id).orElseThrow(KeyService::notThere);
    }

    private static ProblemException notThere() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no key with this id.");
    }
}
