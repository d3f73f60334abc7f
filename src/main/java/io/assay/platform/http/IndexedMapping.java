package io.assay.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Asks of all handlers only those whose paths have as many segments as the request's and the same last one, or a
 * variable there: to ask each of some hundreds takes longer than to score a row. Where none of them or more than one is
 * for the request, Spring decides as it does without this: which is the best, and how it is said that there is none.
 */
final class IndexedMapping extends RequestMappingHandlerMapping {

    private static final String VARIABLE = "{}";

    private record Handler(RequestMappingInfo mapping, HandlerMethod method) {}

    /** @param last the last segment, or {@link #VARIABLE} */
    private record Shape(int segments, String last) {}

    private volatile Map<Shape, List<Handler>> handlers = Map.of();

    /** Those of patterns that go over any number of segments. */
    private volatile List<Handler> anywhere = List.of();

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> methods) {
        super.handlerMethodsInitialized(methods);
        Map<Shape, List<Handler>> byShape = new HashMap<>();
        List<Handler> others = new ArrayList<>();
        methods.forEach((mapping, method) -> {
            for (String pattern : mapping.getPatternValues()) {
                Shape shape = shape(pattern);
                (shape == null ? others : byShape.computeIfAbsent(shape, unseen -> new ArrayList<>()))
                        .add(new Handler(mapping, method));
            }
        });
        handlers = byShape;
        anywhere = others;
    }

    /** Null of a pattern that fits paths of several shapes, or is not told at a glance. */
    private static @Nullable Shape shape(String pattern) {
        int segments = 0;
        int depth = 0;
        int last = 0;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case '/' -> {
                    if (depth > 0) {
                        return null;
                    }
                    segments++;
                    last = i + 1;
                }
                default -> {}
            }
        }
        String end = pattern.substring(last);
        if (pattern.contains("**") || pattern.contains("{*")) {
            return null;
        }
        boolean isVariable = end.contains("{") || end.contains("*") || end.contains("?");
        return new Shape(segments, isVariable ? VARIABLE : end);
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        // Written otherwise than it is matched, its last segment is not the one to look for.
        if (path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            return super.lookupHandlerMethod(path, request);
        }
        int segments = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            segments++;
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        Handler only = null;
        RequestMappingInfo match = null;
        for (List<Handler> some : List.of(
                handlers.getOrDefault(new Shape(segments, last), List.of()),
                handlers.getOrDefault(new Shape(segments, VARIABLE), List.of()),
                anywhere)) {
            for (Handler handler : some) {
                RequestMappingInfo found = getMatchingMapping(handler.mapping, request);
                if (found != null && match != null) {
                    return super.lookupHandlerMethod(path, request);
                }
                if (found != null) {
                    match = found;
                    only = handler;
                }
            }
        }
        if (only == null || match == null) {
            return super.lookupHandlerMethod(path, request);
        }
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, only.method);
        handleMatch(match, path, request);
        return only.method;
    }
}
