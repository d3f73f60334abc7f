package io.assay.platform.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A file {@code openapi-examples/<operation id>.<request|status>.<name>.json}. A request and the answer to it have the
 * same name; where the path has a parameter, the name up to its first dot is the parameter's value.
 *
 * @param operation the operation's id
 * @param role {@code request}, or the status of the answer
 * @param name what tells it from the operation's other examples
 * @param json the content
 */
record Example(String operation, String role, String name, String json) {

    static final String REQUEST = "request";

    private static final String SUFFIX = ".json";

    /** All examples, sorted by file name. */
    static List<Example> all() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:openapi-examples/*" + SUFFIX);
            return Arrays.stream(files)
                    .sorted(Comparator.comparing(Example::fileName))
                    .map(Example::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean isRequest() {
        return role.equals(REQUEST);
    }

    private static Example read(Resource file) {
        String[] parts = fileName(file).split("\\.", 3);
        if (parts.length < 3 || parts[2].length() <= SUFFIX.length()) {
            throw new IllegalStateException(
                    fileName(file) + " is not named <operation id>.<request|status>.<name>.json");
        }
        try {
            String name = parts[2].substring(0, parts[2].length() - SUFFIX.length());
            return new Example(parts[0], parts[1], name, file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String fileName(Resource file) {
        String name = file.getFilename();
        return name == null ? "" : name;
    }
}
