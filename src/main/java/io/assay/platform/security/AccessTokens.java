package io.assay.platform.security;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;

/** Reads who calls from access tokens that somebody else gave out (RFC 9068, RFC 7519). */
final class AccessTokens {

    private static final int LONGEST_SUBJECT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    private final JwtDecoder decoder;

    private final SecuritySettings.Jwt settings;

    AccessTokens(JwtDecoder decoder, SecuritySettings.Jwt settings) {
        this.decoder = decoder;
        this.settings = settings;
    }

    /** @throws ProblemException with status 401, 403 where the token names no role, 503 where its issuer is away */
    Identity identity(String token) {
        Jwt jwt = decode(token);
        String subject = jwt.getSubject();
        if (subject == null || !Printable.is(subject, LONGEST_SUBJECT)) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED,
                    "The access token must have a subject of 1 to " + LONGEST_SUBJECT + " printable characters.");
        }
        return new Identity(subject, role(jwt), Credential.JWT);
    }

    private Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException refused) {
            LOG.debug("An access token was refused", refused);
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED,
                    "The credential is no API key, and no access token with a signature, issuer, audience and times that"
                            + " are right.");
        } catch (JwtException | JwtDecoderInitializationException away) {
            LOG.warn("Access tokens cannot be checked: {}", away.getMessage());
            throw new ProblemException(ProblemType.UNAVAILABLE, "The issuer of access tokens does not answer in time.");
        }
    }

    /** The greatest that it names. */
    private Role role(Jwt jwt) {
        var values = ClaimPath.strings(jwt.getClaims(), settings.rolesClaim());
        Optional<Role> role = Arrays.stream(Role.values())
                .filter(candidate -> settings.valuesOf(candidate).stream().anyMatch(values::contains))
                .max(Comparator.naturalOrder());
        return role.orElseThrow(() -> new ProblemException(
                ProblemType.FORBIDDEN,
                "The access token names no role that is known here in its claim " + settings.rolesClaim() + "."));
    }
}
