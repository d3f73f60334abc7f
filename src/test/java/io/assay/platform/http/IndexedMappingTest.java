package io.assay.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** With the index requests come to the handlers, and to the refusals, that Spring chooses without it. */
class IndexedMappingTest extends HttpTest {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private ApplicationContext context;

    /** Spring's own, of the same handlers. */
    private RequestMappingHandlerMapping plain() {
        RequestMappingHandlerMapping plain = new RequestMappingHandlerMapping() {
            @Override
            protected boolean isHandler(Class<?> type) {
                return false;
            }
        };
        plain.setApplicationContext(context);
        plain.afterPropertiesSet();
        Map<RequestMappingInfo, HandlerMethod> methods = requestMappingHandlerMapping.getHandlerMethods();
        methods.forEach((info, method) -> plain.registerMapping(info, method.getBean(), method.getMethod()));
        return plain;
    }

    /** What a mapping says of a request: a method, or the kind of its refusal, or that it has none. */
    private static String answer(RequestMappingHandlerMapping mapping, String method, String path, String type) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setContentType(type);
        request.addHeader("Accept", "application/json");
        ServletRequestPathUtils.parseAndCache(request);
        try {
            HandlerExecutionChain chain = mapping.getHandler(request);
            if (chain == null) {
                return "none";
            }
            Method found = ((HandlerMethod) chain.getHandler()).getMethod();
            return found + " " + new TreeSet<>(Collections.list(request.getAttributeNames()));
        } catch (Exception refusal) {
            return refusal.getClass().getName();
        }
    }

    private static String filled(String pattern, String value) {
        return pattern.replaceAll("\\{[^}]*}", value).replace("**", value).replace("*", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-ndjson", "text/plain"})
    void choosesAsSpringDoes(String type) {
        RequestMappingHandlerMapping plain = plain();
        Set<String> paths = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream())
                .flatMap(pattern -> Stream.of("1", "name", "name@champion", "predict", "train")
                        .map(value -> filled(pattern, value)))
                .forEach(paths::add);
        paths.addAll(List.of(
                "/",
                "/nothing",
                "/api/v1/models/a/b/c/d/e/f",
                "/api/v1/models//predict",
                "/api/v1/",
                "/api/v1/models/%72uns",
                "/api/v1/models/%74rain",
                "/api/v1/models/runs;a=1",
                "/api/v1/models/a/%70redict"));
        assertThat(paths).hasSizeGreaterThan(100);
        for (String path : paths) {
            for (String method : METHODS) {
                assertThat(answer(requestMappingHandlerMapping, method, path, type))
                        .as(method + " " + path)
                        .isEqualTo(answer(plain, method, path, type));
            }
        }
    }

    @Test
    void theIndexIsInUse() {
        assertThat(requestMappingHandlerMapping).isInstanceOf(IndexedMapping.class);
    }
}
