package io.assay.platform.security;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call. The admin key is not among them, so that nothing shows it that shows settings.
 *
 * @param mode when credentials are needed
 */
@ConfigurationProperties("assay.security")
record SecuritySettings(
        @DefaultValue("auto") Mode mode, @DefaultValue Jwt jwt) {

    enum Mode {
        /** Everywhere but on loopback. */
        AUTO,
        /** On loopback too. */
        REQUIRED
    }

    /**
     * How roles are read from access tokens.
     *
     * @param rolesClaim the claim's name, or the path to it with dots
     * @param roles what stands for each role in that claim; a role that is not named here stands for itself
     */
    record Jwt(
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue Map<Role, List<String>> roles) {

        List<String> valuesOf(Role role) {
            return roles.getOrDefault(role, List.of(role.text()));
        }
    }
}
