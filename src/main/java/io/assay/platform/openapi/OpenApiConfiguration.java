package io.assay.platform.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The document's head and the parts that make springdoc see this service as it is. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String DESCRIPTION = """
            A senior data scientist as a service: experiments designed and judged over HTTP.

            Bodies are JSON in UTF-8 with snake_case names, read strictly: an unknown field, a field given twice, \
            a number in quotes or a fraction where an integer belongs is refused. Numbers in answers are finite; what \
            cannot be computed is null, and `warnings` says why. The same request gives the same bytes. Every failure \
            is a problem (RFC 9457) whose `errors` list everything wrong with the body at once.""";

    @Bean
    static OpenAPI document(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        return new OpenAPI()
                .info(new Info()
                        .title("Assay")
                        .description(DESCRIPTION)
                        .version(properties == null ? "development" : properties.getVersion())
                        .license(new License().name("GPL-3.0-or-later").identifier("GPL-3.0-or-later")))
                .addServersItem(new Server().url("/"));
    }

    @Bean
    static ModelResolver recordSchemas(ObjectMapperProvider mappers) {
        return new RecordSchemas(mappers.jsonMapper());
    }

    @Bean
    static DocumentCustomizer documentCustomizer() {
        return new DocumentCustomizer();
    }
}
