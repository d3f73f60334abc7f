package io.assay.platform.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Gives a body to an answer that a controller sent as nothing but a status, as Actuator does for an unknown component. */
@ControllerAdvice
class EmptyErrorAdvice implements ResponseBodyAdvice<Object> {

    private final ProblemWriter writer;

    EmptyErrorAdvice(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType selected,
            Class<? extends HttpMessageConverter<?>> converterType,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        int status = ((ServletServerHttpResponse) response).getServletResponse().getStatus();
        if (body != null || status < 400) {
            return body;
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        ProblemType type = ProblemType.ofStatus(status);
        return writer.problem(
                type, type.title() + ".", List.of(), request.getURI().getRawPath());
    }
}
