package io.assay.model.serving;

import io.assay.data.Table;
import io.assay.platform.json.NearestName;
import io.assay.platform.json.PointerSegment;
import io.assay.platform.json.Unicode;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the body of a prediction as it comes: rows go straight into columns, and all that is wrong is found. */
final class PredictBody {

    static final int LONGEST_ID = 200;

    static final int MOST_REASONS = 100;

    private static final int LONGEST_NAME = 200;

    private enum Field {
        DATA,
        EXPLAIN,
        K,
        THRESHOLD,
        SCHEMA,
        IDS,
        NAME
    }

    private static final Set<String> FORMS = Set.of("rows", "columns", "dataset");

    private static final Map<String, Field> FIELDS = fields();

    private final Inputs inputs;
    private final Findings findings = new Findings();
    private final Set<Field> given = EnumSet.noneOf(Field.class);

    private @Nullable RowsReader rows;
    private String form = "";
    private @Nullable String dataset;
    private boolean explain;
    private int reasons = Predictor.USUAL_REASONS;
    private @Nullable Double threshold;
    private boolean lenient;
    private @Nullable List<String> ids;
    private @Nullable String name;

    private PredictBody(Inputs inputs) {
        this.inputs = inputs;
    }

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new HashMap<>();
        for (Field field : Field.values()) {
            fields.put(field.name().toLowerCase(Locale.ROOT), field);
        }
        return Map.copyOf(fields);
    }

    /**
     * Reads it.
     *
     * @throws ProblemException with status 400 for what is not JSON or of a type that it may not be, 422 for what is
     *     impossible; it lists all that is wrong
     */
    static Asked read(byte[] body, Inputs inputs) {
        return new PredictBody(inputs).read(body);
    }

    private Asked read(byte[] body) {
        if (body.length == 0) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The request body is empty; JSON is needed.");
        }
        try (JsonParser parser = Json.parser(body, 0, body.length)) {
            try {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    object(parser);
                } else {
                    findings.misfit("", "must be an object");
                    parser.skipChildren();
                }
                if (parser.nextToken() != null) {
                    findings.misfit("", "must be one JSON value, and something follows it");
                }
            } catch (JacksonException syntax) {
                throw Json.refusal(parser, syntax);
            }
        }
        return asked();
    }

    private Asked asked() {
        if (!given.contains(Field.DATA)) {
            findings.reject("/data", "must be given");
        } else if (rows == null && dataset == null && findings.isEmpty()) {
            findings.reject("/data", "must have exactly one of columns, rows and dataset");
        }
        if (ids != null && rows != null && findings.isEmpty() && ids.size() != rows.rows()) {
            findings.reject("/ids", "has " + ids.size() + " ids for " + rows.rows() + " rows");
        }
        if (ids != null && dataset != null) {
            findings.reject("/ids", "is for rows in the request; those of a dataset are known by their place");
        }
        if (name != null && dataset == null) {
            findings.reject("/name", "is for the scores of a dataset, which become one");
        }
        Table table = rows == null
                ? null
                : form.equals("rows") ? rows.tableOfRows("/data/rows") : rows.tableOfColumns("/data/columns");
        findings.check(lenient, inputs);
        return new Asked(
                table,
                dataset,
                new Predictor.Wanted(explain ? reasons : 0, threshold),
                lenient,
                ids,
                name,
                findings.passed(),
                form);
    }

    private void object(JsonParser parser) {
        for (String member = parser.nextName(); member != null; member = parser.nextName()) {
            JsonToken token = parser.nextToken();
            Field field = FIELDS.get(member);
            if (field == null) {
                if (!findings.isFull()) {
                    findings.misfit("/" + PointerSegment.escape(member), unknown(member));
                }
                parser.skipChildren();
            } else if (!given.add(field)) {
                findings.misfit("/" + member, "is given more than once");
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL || field == Field.DATA) {
                field(field, member, parser, token);
            }
        }
    }

    private static String unknown(String member) {
        return "is not a field of this request"
                + NearestName.to(member, FIELDS.keySet())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }

    private void field(Field field, String member, JsonParser parser, JsonToken token) {
        String at = "/" + member;
        switch (field) {
            case DATA -> data(parser, token);
            case EXPLAIN -> explain = truth(parser, token, at);
            case K -> reasons = count(parser, token, at);
            case THRESHOLD -> threshold = share(parser, token, at);
            case SCHEMA -> {
                String word = text(parser, token, at, LONGEST_NAME);
                lenient = "lenient".equals(word);
                if (word != null && !lenient && !word.equals("strict")) {
                    findings.misfit(at, "must be strict or lenient");
                }
            }
            case IDS -> ids(parser, token);
            case NAME -> name = text(parser, token, at, LONGEST_NAME);
        }
    }

    private void data(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            findings.misfit("/data", "must be an object with columns, rows or dataset");
            parser.skipChildren();
            return;
        }
        for (String member = parser.nextName(); member != null; member = parser.nextName()) {
            JsonToken value = parser.nextToken();
            String at = "/data/" + PointerSegment.escape(member);
            if (value == JsonToken.VALUE_NULL && FORMS.contains(member)) {
                continue;
            }
            if (rows != null || dataset != null) {
                findings.reject("/data", "must have exactly one of columns, rows and dataset");
                parser.skipChildren();
                continue;
            }
            form = member;
            form(at, parser, value);
        }
    }

    private void form(String at, JsonParser parser, JsonToken value) {
        if (form.equals("dataset")) {
            dataset = text(parser, value, at, LONGEST_NAME);
        } else if (form.equals("rows") && value == JsonToken.START_ARRAY) {
            rows = new RowsReader(inputs, findings, 1);
            rows.rows(parser, at);
        } else if (form.equals("columns") && value == JsonToken.START_OBJECT) {
            rows = new RowsReader(inputs, findings, 1);
            rows.columns(parser, at);
        } else {
            findings.misfit(
                    at,
                    switch (form) {
                        case "rows" -> "must be an array of objects";
                        case "columns" -> "must be an object of arrays";
                        default -> "is none of columns, rows and dataset";
                    });
            parser.skipChildren();
        }
    }

    private boolean truth(JsonParser parser, JsonToken token, String at) {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            findings.misfit(at, "must be true or false");
            parser.skipChildren();
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private int count(JsonParser parser, JsonToken token, String at) {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            findings.misfit(at, "must be a whole number");
            parser.skipChildren();
            return reasons;
        }
        boolean isSmall = parser.getNumberType() == JsonParser.NumberType.INT;
        int count = isSmall ? parser.getIntValue() : 0;
        if (count < 1 || count > MOST_REASONS) {
            findings.reject(at, "must be from 1 to " + MOST_REASONS);
        }
        return count;
    }

    private @Nullable Double share(JsonParser parser, JsonToken token, String at) {
        if (token == null || !token.isNumeric() || parser.isNaN()) {
            findings.misfit(at, "must be a number");
            parser.skipChildren();
            return null;
        }
        double share = parser.getDoubleValue();
        if (!(share >= 0 && share <= 1)) {
            findings.reject(at, "must be from 0 to 1");
        }
        return share;
    }

    private @Nullable String text(JsonParser parser, JsonToken token, String at, int longest) {
        if (token != JsonToken.VALUE_STRING) {
            findings.misfit(at, "must be text");
            parser.skipChildren();
            return null;
        }
        String text = parser.getString();
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            findings.reject(at, "must have 1 to " + longest + " characters, none of them a control character");
        } else if (Unicode.hasHalfSurrogatePair(text)) {
            findings.reject(at, Unicode.HALF_SURROGATE_PAIR);
        }
        return text;
    }

    private void ids(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            findings.misfit("/ids", "must be an array of texts, one for each row");
            parser.skipChildren();
            return;
        }
        List<String> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String at = "/ids/" + read.size();
            String id = text(parser, parser.currentToken(), at, LONGEST_ID);
            if (id != null && !seen.add(id)) {
                findings.reject(at, "is the id of another row, too");
            }
            read.add(id == null ? "" : id);
        }
        ids = read;
    }
}
