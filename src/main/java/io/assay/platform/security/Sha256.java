package io.assay.platform.security;

import io.assay.platform.digest.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The digest of a secret. A fast one will do: what is digested has 256 random bits or is as long as if it had. */
final class Sha256 {

    private final byte[] digest;

    private Sha256(byte[] digest) {
        this.digest = digest;
    }

    static Sha256 of(String secret) {
        return new Sha256(Digests.sha256().digest(secret.getBytes(StandardCharsets.UTF_8)));
    }

    static Sha256 stored(byte[] digest) {
        return new Sha256(digest.clone());
    }

    byte[] bytes() {
        return digest.clone();
    }

    /** In a time that does not tell where they differ. */
    boolean isOf(String secret) {
        return MessageDigest.isEqual(digest, of(secret).digest);
    }
}
