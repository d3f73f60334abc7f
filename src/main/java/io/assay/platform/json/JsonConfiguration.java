package io.assay.platform.json;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the strict reader before Spring's converters and the JSON settings into Spring's mapper. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    static JsonMapperBuilderCustomizer jsonSettings() {
        return JsonSettings::apply;
    }

    @Bean
    static WebMvcConfigurer strictRequestBodies(
            RequestBinder binder, @Value("${assay.http.max-body-size}") DataSize limit) {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                builder.addCustomConverter(new JsonBodyConverter(binder, limit));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ContentTypeCheck());
            }
        };
    }
}
