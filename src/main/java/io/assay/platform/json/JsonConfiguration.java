package io.assay.platform.json;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the strict reader before Spring's converters and the JSON settings into Spring's mapper. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    private static final List<Class<?>> SERVED = List.of(
            JsonBodyConverter.class,
            JacksonJsonHttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ResourceHttpMessageConverter.class,
            ResourceRegionHttpMessageConverter.class);

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
                // Whatever format a library brings along (YAML came with the OpenAPI document) binds by rules of its
                // own.
                builder.configureMessageConvertersList(converters -> converters.removeIf(
                        converter -> SERVED.stream().noneMatch(served -> served.isInstance(converter))));
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ContentTypeCheck());
            }
        };
    }
}
