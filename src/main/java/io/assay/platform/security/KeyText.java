package io.assay.platform.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its owner has it: {@code assay_}, the eight characters that tell it from others and may be shown, and 256
 * random bits.
 */
record KeyText(String id, String text) {

    private static final Pattern FORM = Pattern.compile("assay_([a-z2-7]{8})_[A-Za-z0-9_-]{43}");

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private static final int ID_LENGTH = 8;

    private static final int SECRET_BYTES = 32;

    static KeyText random(SecureRandom random) {
        StringBuilder id = new StringBuilder();
        for (int character = 0; character < ID_LENGTH; character++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new KeyText(
                id.toString(),
                "assay_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static Optional<KeyText> parse(String text) {
        Matcher key = FORM.matcher(text);
        return key.matches() ? Optional.of(new KeyText(key.group(1), text)) : Optional.empty();
    }

    /** Without the secret, which no log and no message may show. */
    @Override
    public String toString() {
        return "assay_" + id + "_…";
    }
}
