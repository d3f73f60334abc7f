package io.assay.platform.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests without the exception for a Java that lacks them, which none does. */
public final class Digests {

    private Digests() {}

    /** A new SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
