package io.assay.platform.http;

import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * How an argument of a controller's method is read from a request's headers or query. As a bean it serves every
 * controller, and the OpenAPI document names its parameters.
 */
public abstract class HeadArgument<T> implements HandlerMethodArgumentResolver {

    private final Class<T> type;

    private final List<Parameter> parameters;

    protected HeadArgument(Class<T> type, Parameter... parameters) {
        this.type = type;
        this.parameters = List.of(parameters);
    }

    /** The argument; refuses the request where it says something else than this. */
    protected abstract T read(HttpServletRequest request);

    /** Whether the query may have this parameter of it more than once. */
    protected boolean isRepeatable(String name) {
        return false;
    }

    final Class<T> type() {
        return type;
    }

    final List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public final boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == type;
    }

    @Override
    public final Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return read(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }
}
