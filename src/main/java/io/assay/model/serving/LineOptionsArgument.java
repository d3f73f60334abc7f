package io.assay.model.serving;

import io.assay.model.serving.Predictor.Wanted;
import io.assay.platform.http.HeadArgument;
import io.assay.platform.http.Parameters;
import io.assay.platform.problem.ProblemException;
import io.swagger.v3.oas.models.media.JsonSchema;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads {@link LineOptions} from the query. */
@Component
final class LineOptionsArgument extends HeadArgument<LineOptions> {

    private static final String ONLY = "Of newline-delimited JSON, which has no place for it: ";

    LineOptionsArgument() {
        super(
                LineOptions.class,
                Parameters.describe("query", "explain", ONLY + "whether to say why", words("true", "false")),
                Parameters.describe(
                        "query",
                        "k",
                        ONLY + "how many reasons of a row",
                        new JsonSchema()
                                .types(Set.of("integer"))
                                .minimum(BigDecimal.ONE)
                                .maximum(BigDecimal.valueOf(PredictBody.MOST_REASONS))),
                Parameters.describe(
                        "query",
                        "threshold",
                        ONLY + "from which probability on a row is taken for positive",
                        new JsonSchema()
                                .types(Set.of("number"))
                                .minimum(BigDecimal.ZERO)
                                .maximum(BigDecimal.ONE)),
                Parameters.describe(
                        "query",
                        "schema",
                        ONLY + "strict refuses columns that are not known or not there",
                        words("strict", "lenient")));
    }

    private static JsonSchema words(String... words) {
        JsonSchema schema = new JsonSchema();
        schema.types(Set.of("string"));
        schema.setEnum(List.of((Object[]) words));
        return schema;
    }

    @Override
    protected LineOptions read(HttpServletRequest request) {
        if (request.getQueryString() == null) {
            return LineOptions.NONE;
        }
        boolean explain = "true".equals(word(request, "explain", List.of("true", "false")));
        boolean lenient = "lenient".equals(word(request, "schema", List.of("strict", "lenient")));
        Double k = number(request, "k", 1, PredictBody.MOST_REASONS);
        if (k != null && k != Math.rint(k)) {
            throw refused("k", "must be a whole number");
        }
        Double threshold = number(request, "threshold", 0, 1);
        int reasons = k == null ? Predictor.USUAL_REASONS : k.intValue();
        return new LineOptions(true, new Wanted(explain ? reasons : 0, threshold), lenient);
    }

    private static @Nullable String word(HttpServletRequest request, String name, List<String> words) {
        String value = request.getParameter(name);
        if (value != null && !words.contains(value)) {
            throw refused(name, "must be " + String.join(" or ", words));
        }
        return value;
    }

    private static @Nullable Double number(HttpServletRequest request, String name, double least, double most) {
        String value = request.getParameter(name);
        if (value == null) {
            return null;
        }
        try {
            double number = new BigDecimal(value).doubleValue();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw refused(name, "must be a number");
        }
        throw refused(name, "must be from " + least + " to " + most);
    }

    private static ProblemException refused(String name, String detail) {
        return Parameters.refused("The query parameter " + name + " " + detail + ".");
    }
}
