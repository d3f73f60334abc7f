package io.assay.platform.http;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads {@link Page} from the query parameters {@value #LIMIT} and {@value #CURSOR}. */
@Component
final class PageArgument extends HeadArgument<Page> {

    private static final String LIMIT = "limit";

    private static final String CURSOR = "cursor";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    PageArgument() {
        super(
                Page.class,
                Parameters.describe("query", LIMIT, "The most items to answer with.", limit()),
                Parameters.describe(
                        "query",
                        CURSOR,
                        "The next_cursor of the page before; without it, the first page.",
                        Parameters.text(Cursor.LONGEST)));
    }

    private static Schema<?> limit() {
        Schema<?> schema = new JsonSchema()
                .types(Set.of("integer"))
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(Page.MOST));
        schema.setDefault(Page.USUAL);
        return schema;
    }

    @Override
    protected Page read(HttpServletRequest request) {
        String cursor = request.getParameter(CURSOR);
        return new Page(limit(request.getParameter(LIMIT)), cursor == null ? null : Cursor.decode(cursor));
    }

    private static int limit(@Nullable String value) {
        if (value == null) {
            return Page.USUAL;
        }
        int limit = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : 0;
        if (limit < 1 || limit > Page.MOST) {
            throw Parameters.refused("The query parameter limit must be an integer between 1 and " + Page.MOST + ".");
        }
        return limit;
    }
}
