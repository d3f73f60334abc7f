package io.assay.platform.security;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Tells by a credential who calls. */
final class Authenticator {

    private final AdminKey adminKey;

    private final KnownKeys keys;

    private final @Nullable AccessTokens tokens;

    /** @param tokens null where access tokens are not taken */
    Authenticator(AdminKey adminKey, KnownKeys keys, @Nullable AccessTokens tokens) {
        this.adminKey = adminKey;
        this.keys = keys;
        this.tokens = tokens;
    }

    /** @throws ProblemException where nobody is known by it, or that cannot be told now */
    Identity identity(String credential) {
        Optional<Identity> admin = adminKey.owner(credential);
        if (admin.isPresent()) {
            return admin.get();
        }
        Optional<KeyText> key = KeyText.parse(credential);
        if (key.isPresent()) {
            return owner(key.get());
        }
        if (tokens == null) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "The credential is no API key.");
        }
        return tokens.identity(credential);
    }

    private Identity owner(KeyText text) {
        try {
            ApiKey key = keys.find(text)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.UNAUTHENTICATED, "The API key is not known, has expired or was revoked."));
            return new Identity(key.name(), key.role(), Credential.API_KEY);
        } catch (DataAccessException away) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "The database, which knows the API key, does not answer in time.");
        }
    }
}
