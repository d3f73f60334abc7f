package io.assay.platform.http;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and describes single headers and query parameters. */
public final class Parameters {

    private Parameters() {}

    /** The header's value, null without it; a header that may be given once is refused when it comes twice. */
    public static @Nullable String header(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        if (values.size() > 1) {
            throw refused("The header " + name + " must be given once.");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    public static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }

    /** An optional parameter of the OpenAPI document. */
    public static Parameter describe(String in, String name, String description, Schema<?> schema) {
        return new Parameter().in(in).name(name).description(description).schema(schema);
    }

    public static Schema<?> text(int longest) {
        return new JsonSchema().types(Set.of("string")).minLength(1).maxLength(longest);
    }
}
