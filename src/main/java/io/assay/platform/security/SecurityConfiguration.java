package io.assay.platform.security;

import io.assay.platform.limits.RateLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who is let in, and by what. Headers that protect browsers are set elsewhere. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {

    private static final Duration ISSUER_PATIENCE = Duration.ofSeconds(2);

    @Bean
    static Exposure exposure(Environment environment, SecuritySettings settings) {
        return Exposure.of(environment, settings.mode());
    }

    @Bean
    static AdminKey adminKey(Environment environment) {
        return AdminKey.of(environment);
    }

    @Bean
    static Authenticator authenticator(
            AdminKey adminKey,
            KnownKeys keys,
            ObjectProvider<JwtDecoder> decoder,
            ObjectProvider<OAuth2ResourceServerProperties> properties,
            SecuritySettings settings) {
        JwtDecoder tokens = decoder.getIfAvailable();
        if (tokens == null) {
            return new Authenticator(adminKey, keys, null);
        }
        if (properties.getObject().getJwt().getAudiences().isEmpty()) {
            throw new UnusableSecurityException(
                    "Access tokens are to be taken (spring.security.oauth2.resourceserver.jwt.*) without an audience:"
                            + " everything that the issuer gave out for other services would be taken too.",
                    "Set SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES to what the issuer puts into the claim aud"
                            + " of tokens for this service.");
        }
        return new Authenticator(adminKey, keys, new AccessTokens(tokens, settings.jwt()));
    }

    /** Spring would take a token without an end for one that never ends. */
    @Bean
    static OAuth2TokenValidator<Jwt> tokensEnd() {
        return new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull);
    }

    @Bean
    static JwkSetUriJwtDecoderBuilderCustomizer issuerPatience() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(ISSUER_PATIENCE);
        requests.setReadTimeout(ISSUER_PATIENCE);
        return builder -> builder.restOperations(new RestTemplate(requests));
    }

    @Bean
    static ApplicationRunner initialAdminKey(
            Exposure exposure,
            AdminKey adminKey,
            ObjectProvider<JwtDecoder> decoder,
            ApiKeyRepository keys,
            AuditLog audit,
            PlatformTransactionManager transactions,
            @Value("${assay.database.directory}") Path folder) {
        boolean needed = !exposure.open() && !adminKey.isSet() && decoder.getIfAvailable() == null;
        InitialAdminKey initial = new InitialAdminKey(keys, audit, new TransactionTemplate(transactions), folder);
        return arguments -> {
            if (needed) {
                initial.run(arguments);
            }
        };
    }

    @Bean
    static WebMvcConfigurer roles() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RoleCheck()).order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
    }

    /** Who waits to be told to send the body is told so when somebody reads it: not before the caller is let in. */
    @Bean
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> bodiesWait() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setContinueResponseTiming("onRead");
            }
        });
    }

    /** Who calls is found out within the request's own span and timer, and not in one more for each filter. */
    @Bean
    static SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** Ambiguous paths are refused; what headers may hold is for those to say who read them. */
    @Bean
    static HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        return firewall;
    }

    /** Probes, which have no key, and those who run the service. */
    @Bean
    @Order(1)
    static SecurityFilterChain free(HttpSecurity http, ManagementPort management) {
        RequestMatcher probes =
                new OrRequestMatcher(Stream.of("/livez", "/readyz", "/v2/health/live", "/v2/health/ready")
                        .flatMap(path -> Stream.of(HttpMethod.GET, HttpMethod.HEAD)
                                .<RequestMatcher>map(method -> PathPatternRequestMatcher.pathPattern(method, path)))
                        .toList());
        return bare(http)
                .securityMatcher(new OrRequestMatcher(probes, management::received))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    static SecurityFilterChain guarded(
            HttpSecurity http, Authenticator authenticator, Exposure exposure, Refusals refusals, RateLimits limits) {
        if (!exposure.open()) {
            http.addFilterBefore(limits.ofKeys(), AuthorizationFilter.class);
        }
        return bare(http)
                .addFilterBefore(
                        new CredentialFilter(authenticator, exposure, refusals), AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                // What else of the actuator is switched on may show secrets and change things.
                .authorizeHttpRequests(all -> all.requestMatchers(EndpointRequest.to("health", "info", "prometheus"))
                        .hasAuthority(Role.VIEWER.name())
                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                        .hasAuthority(Role.ADMIN.name())
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Nobody has a session, and so there is none to be managed: who calls is found out for each request. */
    private static HttpSecurity bare(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()));
    }
}
