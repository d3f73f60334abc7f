package io.assay.platform.web;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * Who may call from a browser, and how long a call may take to arrive.
 *
 * @param requestTimeout from the first byte of a request to the last
 * @param uploadRate bytes a second, from one request timeout to the next, at which a body may take longer
 * @param allowedHosts names in the Host header that are taken beside this machine's own while the service is open
 * @param cors pages of other origins
 */
@ConfigurationProperties("assay.http")
record EdgeSettings(
        Duration requestTimeout,
        @DefaultValue("64KB") DataSize uploadRate,
        @DefaultValue Set<String> allowedHosts,
        @DefaultValue Cors cors) {

    /**
     * Pages of other origins.
     *
     * @param allowedOrigins origins whose scripts may call, such as {@code https://dash.example.com}
     */
    record Cors(@DefaultValue Set<String> allowedOrigins) {

        Cors {
            allowedOrigins.forEach(Cors::check);
        }

        /** A wildcard would let any page that somebody looks at call the service. */
        private static void check(String origin) {
            URI uri = parse(origin);
            boolean exact = uri.getScheme() != null && uri.getHost() != null;
            if (!exact || !origin.equals(uri.getScheme() + "://" + uri.getAuthority())) {
                throw new InvalidConfigurationPropertyValueException(
                        "assay.http.cors.allowed-origins",
                        origin,
                        "It must be origins, each scheme://host or scheme://host:port and no wildcard.");
            }
        }

        private static URI parse(String origin) {
            try {
                return URI.create(origin);
            } catch (IllegalArgumentException malformed) {
                return URI.create("");
            }
        }
    }
}
