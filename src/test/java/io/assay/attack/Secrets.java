package io.assay.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is planted, by what it is, and how it would look where it is found. */
final class Secrets {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, String> planted = new LinkedHashMap<>();

    /** Long enough for an admin key, and nothing that appears by chance. */
    String plant(String what) {
        return plant(what, "planted-" + what.replace(' ', '-') + "-Zq7Wk2Xv9Lp4Rt8Jn3");
    }

    String plant(String what, String secret) {
        planted.put(what, secret);
        return secret;
    }

    /** A token that its key signed; only the signature is secret, for the rest says who calls. */
    String plantToken(KeyPair key, String audience) throws GeneralSecurityException {
        String claims = "{\"sub\":\"grace\",\"aud\":\"%s\",\"roles\":[\"viewer\"],\"exp\":%d}"
                .formatted(audience, Instant.now().plusSeconds(600).getEpochSecond());
        String signed = BASE64.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(UTF_8)) + "."
                + BASE64.encodeToString(claims.getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + plant("signature of a token", BASE64.encodeToString(signature.sign()));
    }

    static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    static String pem(KeyPair key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** What of it is in a text: as it is, or as bytes are shown. */
    Map<String, String> in(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        planted.forEach((what, secret) -> {
            if (text.contains(secret) || text.contains(HexFormat.of().formatHex(secret.getBytes(UTF_8)))) {
                found.put(what, secret);
            }
        });
        return found;
    }
}
