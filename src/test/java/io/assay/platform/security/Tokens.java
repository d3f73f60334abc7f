package io.assay.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** An issuer of access tokens, with a key of its own. */
final class Tokens {

    static final String AUDIENCE = "assay-of-the-tests";

    private final RSAKey key;

    private Tokens(RSAKey key) {
        this.key = key;
    }

    static Tokens random() {
        try {
            return new Tokens(new RSAKeyGenerator(2048).keyID("k1").generate());
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The claims of a token that is in order. */
    static JWTClaimsSet.Builder claims(String... roles) {
        return new JWTClaimsSet.Builder()
                .subject("ada@example.org")
                .audience(AUDIENCE)
                .expirationTime(in(Duration.ofMinutes(5)))
                .claim("realm_access", Map.of("roles", List.of(roles)));
    }

    static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }

    String with(String... roles) {
        return sign(claims(roles));
    }

    String sign(JWTClaimsSet.Builder claims) {
        return sign(claims, JWSAlgorithm.RS256);
    }

    String sign(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm) {
        try {
            return sign(claims, algorithm, new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** By the public key, as if it were a shared secret: what a verifier that believes the header falls for. */
    String signedByThePublicKey(JWTClaimsSet.Builder claims) {
        try {
            return sign(
                    claims,
                    JWSAlgorithm.HS256,
                    new MACSigner(key.toRSAPublicKey().getEncoded()));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    private String sign(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .keyID(key.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims.build());
        token.sign(signer);
        return token.serialize();
    }

    /** The public keys as an issuer publishes them. */
    String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    Path writePublicKey(Path folder) {
        try {
            String pem = "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(key.toRSAPublicKey().getEncoded())
                    + "\n-----END PUBLIC KEY-----\n";
            return Files.writeString(folder.resolve("access-tokens.pem"), pem).toAbsolutePath();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
