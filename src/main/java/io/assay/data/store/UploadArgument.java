package io.assay.data.store;

import io.assay.data.ColumnType;
import io.assay.data.TimePattern;
import io.assay.data.csv.CsvOptions;
import io.assay.data.csv.Utf8;
import io.assay.platform.http.HeadArgument;
import io.assay.platform.http.Parameters;
import io.assay.platform.json.InstantDeserializer;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads {@link Upload} from the query. */
@Component
final class UploadArgument extends HeadArgument<Upload> {

    static final int LONGEST_NAME = 200;

    static final int LONGEST_DESCRIPTION = 2_000;

    private static final int MOST_LINES = 10_000;

    private static final int MOST_MISSING = 50;

    private static final Map<String, Character> CHARACTERS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "space", ' ');

    UploadArgument() {
        super(
                Upload.class,
                text("name", "What to call it; without one, the file's name or its id.", LONGEST_NAME),
                text("description", "What it holds.", LONGEST_DESCRIPTION),
                text("file_name", "Name of the file, to be remembered.", LONGEST_NAME),
                words(
                        "format",
                        "What the file is; with the media type application/octet-stream only.",
                        "csv",
                        "ndjson",
                        "parquet"),
                text("encoding", "Of text: " + Utf8.names() + ". Without it, it is found out.", 20),
                text("delimiter", "Between cells: a character, or comma, semicolon, tab, pipe or space.", 9),
                text("quote", "Around cells that hold delimiters: a character, or none.", 4),
                text("escape", "Before a quote in a cell; without it quotes are doubled.", 1),
                words("header", "Whether the first row has the names.", "true", "false"),
                text("skip", "Lines before the first row.", 5),
                words("decimal", "What numbers have before their fraction.", "point", "comma"),
                many(
                        "missing",
                        "A text that means that there is no value; again for more. Without any: nothing at all, NA,"
                                + " N/A, NaN, nan, null, NULL."),
                many(
                        "types",
                        "column:type, where the type must not be found out; a cell that is not of it makes its row"
                                + " bad. Again for more."),
                text(
                        "date_format",
                        "How dates are written that are not ISO 8601, such as %d/%m/%Y.",
                        TimePattern.LONGEST),
                text("datetime_format", "How dates and times are, such as %d/%m/%Y %H:%M.", TimePattern.LONGEST),
                words(
                        "bad_rows",
                        "Whether bad rows make the file be refused or are set aside.",
                        "refuse",
                        "quarantine"),
                Parameters.describe(
                        "query",
                        "expires_at",
                        "When it is deleted, if nothing needs it then; without it, never.",
                        new JsonSchema().types(Set.of("string")).format("date-time")));
    }

    private static Parameter text(String name, String description, int longest) {
        return Parameters.describe("query", name, description, Parameters.text(longest));
    }

    private static Parameter words(String name, String description, String... words) {
        Schema<String> schema = new Schema<>();
        schema.setTypes(Set.of("string"));
        schema.setEnum(List.of(words));
        return Parameters.describe("query", name, description, schema);
    }

    private static Parameter many(String name, String description) {
        return Parameters.describe("query", name, description, new ArraySchema().items(Parameters.text(LONGEST_NAME)));
    }

    @Override
    protected boolean isRepeatable(String name) {
        return name.equals("missing") || name.equals("types");
    }

    @Override
    protected Upload read(HttpServletRequest request) {
        String date = bounded(request, "date_format", TimePattern.LONGEST);
        String datetime = bounded(request, "datetime_format", TimePattern.LONGEST);
        for (String pattern : Arrays.asList(date, datetime)) {
            if (pattern != null) {
                TimePattern.formatter(pattern);
            }
        }
        String format = word(request, "format", "csv", "ndjson", "parquet");
        String header = word(request, "header", "true", "false");
        String expires = request.getParameter("expires_at");
        return new Upload(
                name(request, "name"),
                bounded(request, "description", LONGEST_DESCRIPTION),
                name(request, "file_name"),
                format == null ? null : DatasetFormat.valueOf(format.toUpperCase(Locale.ROOT)),
                encoding(request),
                "quarantine".equals(word(request, "bad_rows", "refuse", "quarantine")),
                expires == null ? null : expires(expires),
                new CsvOptions(
                        character(request, "delimiter"),
                        quote(request),
                        character(request, "escape"),
                        header == null ? null : header.equals("true"),
                        skip(request),
                        "comma".equals(word(request, "decimal", "point", "comma")),
                        missing(request),
                        types(request),
                        date,
                        datetime));
    }

    private static @Nullable String bounded(HttpServletRequest request, String name, int longest) {
        String value = request.getParameter(name);
        if (value != null && (value.isEmpty() || value.length() > longest)) {
            throw Parameters.refused(
                    "The query parameter " + name + " must have between 1 and " + longest + " characters.");
        }
        return value;
    }

    private static @Nullable String name(HttpServletRequest request, String name) {
        String value = bounded(request, name, LONGEST_NAME);
        if (value != null && value.isBlank()) {
            throw Parameters.refused("The query parameter " + name + " must not be blank.");
        }
        return value;
    }

    private static @Nullable String word(HttpServletRequest request, String name, String... words) {
        String value = request.getParameter(name);
        if (value != null && !List.of(words).contains(value)) {
            throw Parameters.refused(
                    "The query parameter " + name + " must be one of " + String.join(", ", words) + ".");
        }
        return value;
    }

    private static @Nullable String encoding(HttpServletRequest request) {
        String value = request.getParameter("encoding");
        if (value != null && Utf8.encoding(value) == null) {
            throw Parameters.refused("The query parameter encoding must be one of " + Utf8.names() + ".");
        }
        String charset = charset(request.getContentType());
        if (charset != null && value != null && !charset.equalsIgnoreCase(value)) {
            throw Parameters.refused(
                    "The query parameter encoding says " + value + ", and Content-Type says " + charset + ".");
        }
        return value == null ? charset : value;
    }

    /** What the media type says of the text's encoding, if it is a media type and says something. */
    private static @Nullable String charset(@Nullable String contentType) {
        String charset;
        try {
            charset = contentType == null
                    ? null
                    : MediaType.parseMediaType(contentType).getParameter("charset");
        } catch (InvalidMediaTypeException none) {
            return null;
        }
        if (charset == null) {
            return null;
        }
        String name = charset.replace("\"", "");
        if (name.equalsIgnoreCase("us-ascii")) {
            return "utf-8";
        }
        if (Utf8.encoding(name) == null) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "The charset of Content-Type must be one of " + Utf8.names() + ", or none.");
        }
        return name;
    }

    private static Instant expires(String text) {
        try {
            Instant at = InstantDeserializer.parse(text);
            if (at.isAfter(Instant.now())) {
                return at;
            }
        } catch (RuntimeException malformed) {
            throw Parameters.refused("The query parameter expires_at must be an ISO 8601 instant.");
        }
        throw Parameters.refused("The query parameter expires_at must be in the future.");
    }

    private static @Nullable Character character(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null) {
            return null;
        }
        Character named = CHARACTERS.get(value);
        if (named != null) {
            return named;
        }
        if (value.length() != 1 || value.charAt(0) >= 128 || Character.isLetterOrDigit(value.charAt(0))) {
            throw Parameters.refused("The query parameter " + name
                    + " must be one ASCII character that is no letter and no digit, or the name of one: comma, semicolon,"
                    + " tab, pipe, space.");
        }
        return value.charAt(0);
    }

    private static @Nullable Character quote(HttpServletRequest request) {
        return "none".equals(request.getParameter("quote")) ? Character.valueOf('\0') : character(request, "quote");
    }

    private static int skip(HttpServletRequest request) {
        String value = request.getParameter("skip");
        if (value == null) {
            return 0;
        }
        int lines = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : MOST_LINES + 1;
        if (lines > MOST_LINES) {
            throw Parameters.refused("The query parameter skip must be an integer between 0 and " + MOST_LINES + ".");
        }
        return lines;
    }

    private static List<String> missing(HttpServletRequest request) {
        String[] values = request.getParameterValues("missing");
        if (values == null) {
            return CsvOptions.USUAL_MISSING;
        }
        if (values.length > MOST_MISSING) {
            throw Parameters.refused("The query parameter missing may be given " + MOST_MISSING + " times.");
        }
        return List.of(values);
    }

    /** The last colon separates, for names may have some. */
    private static Map<String, ColumnType> types(HttpServletRequest request) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        String[] values = request.getParameterValues("types");
        for (String value : values == null ? new String[0] : values) {
            int colon = value.lastIndexOf(':');
            ColumnType type = Arrays.stream(ColumnType.values())
                    .filter(each -> each.word().equals(value.substring(colon + 1)))
                    .findFirst()
                    .orElse(null);
            if (colon < 1 || type == null) {
                throw Parameters.refused("The query parameter types must be column:type, the type one of "
                        + String.join(
                                ", ",
                                Arrays.stream(ColumnType.values())
                                        .map(ColumnType::word)
                                        .toList())
                        + ".");
            }
            if (types.put(value.substring(0, colon), type) != null) {
                throw Parameters.refused("The query parameter types names a column twice.");
            }
        }
        return types;
    }
}
