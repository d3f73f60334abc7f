package io.assay.platform.security;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** The key that the service may be started with, of which it keeps nothing but the digest. */
final class AdminKey {

    /** Under which its owner is known. */
    static final String NAME = "admin-key";

    private static final Identity OWNER = new Identity(NAME, Role.ADMIN, Credential.ADMIN_KEY);

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private static final int SHORTEST = 32;

    private static final int LONGEST = 1_000;

    private final @Nullable Sha256 sha256;

    private AdminKey(@Nullable Sha256 sha256) {
        this.sha256 = sha256;
    }

    /** @throws UnusableSecurityException where it is none that could be sent, or one that could be guessed */
    static AdminKey of(Environment environment) {
        String key = environment.getProperty("assay.security.admin-key", "");
        if (key.isEmpty()) {
            return new AdminKey(null);
        }
        if (key.length() < SHORTEST
                || key.length() > LONGEST
                || !FORM.matcher(key).matches()) {
            throw new UnusableSecurityException(
                    "The admin key (ASSAY_ADMIN_KEY) cannot be used: it must be " + SHORTEST + " to " + LONGEST
                            + " letters, digits and characters of ._~+/- with = at the end alone, and no line break.",
                    "Make one with: openssl rand -base64 48 | tr -d '\\n'");
        }
        return new AdminKey(Sha256.of(key));
    }

    boolean isSet() {
        return sha256 != null;
    }

    Optional<Identity> owner(String token) {
        return sha256 != null && sha256.isOf(token) ? Optional.of(OWNER) : Optional.empty();
    }
}
