package io.assay.platform.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the strings of a claim; issuers put them at different places and in different forms. */
final class ClaimPath {

    private ClaimPath() {}

    /**
     * The strings of a list, or the words of one string.
     *
     * @param path the name of a claim, which may itself have dots, or the names on the way to it between dots
     */
    static Set<String> strings(Map<String, Object> claims, String path) {
        return switch (find(claims, path)) {
            case Collection<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            case String words -> Arrays.stream(words.split(" ")).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }

    private static @Nullable Object find(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(dot + 1))
                : null;
    }
}
