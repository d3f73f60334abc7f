package io.assay.platform.http;

import io.assay.platform.json.InstantDeserializer;
import java.time.Instant;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Gives the arguments of this package to the controllers and to the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    static WebMvcConfigurer headArguments(List<HeadArgument<?>> arguments) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.addAll(arguments);
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new QueryCheck(arguments)).addPathPatterns("/api/**");
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverterFactory(new EnumParameters());
                registry.addConverter(String.class, Instant.class, InstantDeserializer::parse);
            }
        };
    }

    @Bean
    static WebMvcRegistrations indexedMapping() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new IndexedMapping();
            }
        };
    }

    /** springdoc would take the arguments for parts of the body. */
    @Bean
    static GlobalOperationCustomizer headParameters(List<HeadArgument<?>> arguments) {
        arguments.forEach(argument -> SpringDocUtils.getConfig().addRequestWrapperToIgnore(argument.type()));
        return (operation, method) -> {
            for (var parameter : method.getMethodParameters()) {
                arguments.stream()
                        .filter(argument -> argument.supportsParameter(parameter))
                        .flatMap(argument -> argument.parameters().stream())
                        .forEach(operation::addParametersItem);
            }
            return operation;
        };
    }
}
