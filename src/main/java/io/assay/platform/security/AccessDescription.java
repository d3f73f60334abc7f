package io.assay.platform.security;

import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says in the OpenAPI document who may call what, as {@link RoleCheck} will decide. */
@Configuration(proxyBeanMethods = false)
class AccessDescription {

    private static final String SCHEME = "bearer";

    /** OpenAPI 3.1 lets a requirement name the role that is needed. */
    @Bean
    static GlobalOperationCustomizer leastRoles() {
        return (operation, method) -> {
            RoleCheck.leastRole(method)
                    .ifPresent(role ->
                            operation.addSecurityItem(new SecurityRequirement().addList(SCHEME, List.of(role.text()))));
            for (String status : List.of("401", "403")) {
                operation.getResponses().computeIfAbsent(status, code -> new ApiResponse());
            }
            return operation;
        };
    }

    @Bean
    static GlobalOpenApiCustomizer bearerScheme() {
        return document -> document.getComponents()
                .addSecuritySchemes(
                        SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme(SCHEME)
                                .description("An API key or an access token. A service that listens on loopback alone"
                                        + " may be open and need none."));
    }
}
