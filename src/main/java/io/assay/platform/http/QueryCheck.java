package io.assay.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the controller does not read, and those given more often or with another value than it
 * reads them: a filter that is misspelt must not answer with everything.
 */
final class QueryCheck implements HandlerInterceptor {

    private static final int MOST = 100;

    /** What stands for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** What a parameter of a controller takes. */
    private record Expected(boolean repeatable, Class<?> type) {

        static Expected by(MethodParameter parameter) {
            boolean repeatable = Collection.class.isAssignableFrom(parameter.getParameterType());
            return new Expected(
                    repeatable,
                    repeatable ? parameter.nested().getNestedParameterType() : parameter.getParameterType());
        }

        /** Spring takes an enum's constant by its Java name, too. */
        void check(String name, String value) {
            if (type.isEnum() && !EnumParameters.names(type).contains(value)) {
                throw Parameters.refused("The query parameter " + name + " must be one of "
                        + String.join(", ", EnumParameters.names(type)) + ".");
            }
        }
    }

    private final List<HeadArgument<?>> arguments;

    QueryCheck(List<HeadArgument<?>> arguments) {
        this.arguments = arguments;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod method) {
            check(query, method);
        }
        return true;
    }

    private void check(String query, HandlerMethod method) {
        Map<String, Expected> known = known(method);
        Set<String> seen = new HashSet<>();
        String[] pairs = query.split("&", -1);
        if (pairs.length > MOST) {
            throw Parameters.refused("The query has more than " + MOST + " parameters.");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                String[] halves = pair.split("=", 2);
                String name = decode(halves[0]);
                checkText("The name of a query parameter", name);
                Expected expected = known.get(name);
                if (expected == null) {
                    throw Parameters.refused("The query parameter " + name + " is not known here"
                            + (known.isEmpty() ? "." : "; known: " + String.join(", ", known.keySet()) + "."));
                }
                if (!seen.add(name) && !expected.repeatable) {
                    throw Parameters.refused("The query parameter " + name + " must be given once.");
                }
                String value = halves.length == 1 ? "" : decode(halves[1]);
                checkText("The query parameter " + name, value);
                expected.check(name, value);
            }
        }
    }

    private Map<String, Expected> known(HandlerMethod method) {
        Map<String, Expected> known = new TreeMap<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                String name =
                        annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name();
                known.put(name, Expected.by(parameter));
            }
            arguments.stream()
                    .filter(argument -> argument.supportsParameter(parameter))
                    .forEach(argument -> argument.parameters().stream()
                            .filter(described -> described.getIn().equals("query"))
                            .forEach(described -> known.put(
                                    described.getName(),
                                    new Expected(argument.isRepeatable(described.getName()), String.class))));
        }
        return known;
    }

    /** The database stores no NUL, and nothing that is filtered by has another. */
    private static void checkText(String what, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Parameters.refused(what + " must be free of control characters.");
        }
    }

    /** Strictly, for the server fails over what it cannot decode. */
    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf(REPLACEMENT) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException malformed) {
            throw Parameters.refused("The query is not percent-encoded.");
        }
        throw Parameters.refused("The query is not encoded in UTF-8.");
    }
}
