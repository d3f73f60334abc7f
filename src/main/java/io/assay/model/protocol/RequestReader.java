package io.assay.model.protocol;

import io.assay.platform.json.Unicode;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads an inference request as it streams by: no tree, and no object per number. Fields may come in any order. What the
 * protocol does not know is refused; parameters are, where passing over them would change what the request means.
 */
final class RequestReader {

    private static final int MOST_DIMENSIONS = 8;
    private static final int MOST_INPUTS = 10_000;

    /** What names have at most, as those of fields do. */
    private static final int LONGEST_NAME = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    private final JsonParser parser;

    private RequestReader(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws ProblemException with status 400 when it is no request of the protocol */
    static InferenceRequest read(byte[] body) {
        if (body.length == 0) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The request body is empty; JSON is needed.");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            try {
                InferenceRequest request = new RequestReader(parser).request();
                if (parser.nextToken() != null) {
                    throw Refused.form("", "has something after its end");
                }
                return request;
            } catch (JacksonException syntax) {
                throw notJson(parser, syntax);
            }
        }
    }

    private static ProblemException notJson(JsonParser parser, JacksonException syntax) {
        String said = String.valueOf(syntax.getOriginalMessage());
        String reason = said.startsWith("Duplicate Object property") ? "a field is given twice" : "the syntax is wrong";
        var place = parser.currentLocation();
        return new ProblemException(
                ProblemType.INVALID_JSON,
                "The request body is not valid JSON: " + reason + " at line " + place.getLineNr() + ", column "
                        + place.getColumnNr() + ".");
    }

    private InferenceRequest request() {
        String id = null;
        List<Tensor> inputs = null;
        List<String> outputs = null;
        parser.nextToken();
        requireObject();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "id" -> id = token == JsonToken.VALUE_NULL ? null : unicode();
                case "inputs" -> inputs = inputs();
                case "outputs" -> outputs = token == JsonToken.VALUE_NULL ? null : outputs();
                case "parameters" -> parameters();
                default -> throw unknown(name);
            }
        }
        if (inputs == null) {
            throw Refused.form("/inputs", "must be given");
        }
        return new InferenceRequest(id, inputs, outputs);
    }

    private List<Tensor> inputs() {
        requireArray();
        List<Tensor> inputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (inputs.size() == MOST_INPUTS) {
                throw Refused.form("/inputs", "has more than " + MOST_INPUTS + " tensors");
            }
            String pointer = "/inputs/" + inputs.size();
            Tensor input = input(pointer);
            if (!names.add(input.name())) {
                throw Refused.form(pointer + "/name", "is that of an input before it: " + input.name());
            }
            inputs.add(input);
        }
        if (inputs.isEmpty()) {
            throw Refused.form("/inputs", "must have at least one tensor");
        }
        return inputs;
    }

    private Tensor input(String pointer) {
        String name = null;
        String datatype = null;
        int[] shape = null;
        Elements data = null;
        requireObject();
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            switch (field) {
                case "name" -> name = name();
                case "shape" -> shape = shape();
                case "datatype" -> datatype = text();
                case "data" -> data = Elements.read(parser);
                case "parameters" -> parameters();
                default -> throw unknown(field);
            }
        }
        Datatype type = Datatype.of(present(datatype, pointer + "/datatype"));
        if (type == null) {
            throw Refused.form(
                    pointer + "/datatype",
                    "must be one of "
                            + Arrays.stream(Datatype.values())
                                    .map(Datatype::name)
                                    .collect(Collectors.joining(", ")));
        }
        return Tensor.of(
                present(name, pointer + "/name"),
                present(shape, pointer + "/shape"),
                type,
                present(data, pointer + "/data"),
                pointer);
    }

    private int[] shape() {
        requireArray();
        int[] shape = new int[MOST_DIMENSIONS];
        int dimensions = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (dimensions == MOST_DIMENSIONS) {
                throw Refused.form(pointer(), "is one dimension too many: at most " + MOST_DIMENSIONS);
            }
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() != JsonParser.NumberType.INT
                    || parser.getIntValue() < 1) {
                throw Refused.form(pointer(), "must be a whole number from 1 to " + Integer.MAX_VALUE);
            }
            shape[dimensions++] = parser.getIntValue();
        }
        if (dimensions == 0) {
            throw Refused.form(pointer(), "must have at least one dimension");
        }
        return Arrays.copyOf(shape, dimensions);
    }

    private List<String> outputs() {
        requireArray();
        List<String> outputs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String pointer = pointer();
            String name = null;
            requireObject();
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                parser.nextToken();
                switch (field) {
                    case "name" -> name = name();
                    case "parameters" -> parameters();
                    default -> throw unknown(field);
                }
            }
            if (outputs.contains(present(name, pointer + "/name"))) {
                throw Refused.form(pointer + "/name", "is that of an output before it");
            }
            outputs.add(present(name, pointer + "/name"));
        }
        return outputs;
    }

    /** Passes over those that change nothing about what is computed. */
    private void parameters() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        requireObject();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            String because = switch (name) {
                case "binary_data_size" ->
                    "announces binary data, which are not taken: send data as JSON (tritonclient: binary_data=False)";
                case "shared_memory_region" -> "names memory that the service does not share: send data as JSON";
                case "classification" -> "is not offered: ask for predict_proba and choose from it";
                case "content_type" ->
                    token == JsonToken.VALUE_STRING && parser.getString().equals("base64")
                            ? "must not be base64: BYTES are text in UTF-8"
                            : null;
                default -> null;
            };
            if (because != null) {
                throw Refused.form(pointer(), because);
            }
            parser.skipChildren();
        }
    }

    private String text() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Refused.form(pointer(), "must be text");
        }
        return parser.getString();
    }

    /** Text that an answer can repeat, and not at any length. */
    private String name() {
        String name = unicode();
        if (name.length() > LONGEST_NAME) {
            throw Refused.form(pointer(), "must have at most %,d characters".formatted(LONGEST_NAME));
        }
        return name;
    }

    /** Text that an answer can repeat. */
    private String unicode() {
        String text = text();
        if (Unicode.hasHalfSurrogatePair(text)) {
            throw Refused.form(pointer(), Unicode.HALF_SURROGATE_PAIR);
        }
        return text;
    }

    private void requireObject() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Refused.form(pointer(), "must be an object");
        }
    }

    private void requireArray() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Refused.form(pointer(), "must be an array");
        }
    }

    private static <T> T present(@Nullable T value, String pointer) {
        if (value == null) {
            throw Refused.form(pointer, "must be given");
        }
        return value;
    }

    private ProblemException unknown(String name) {
        return Refused.form(pointer(), "is unknown: the protocol has no " + name + " here");
    }

    private String pointer() {
        return parser.streamReadContext().pathAsPointer().toString();
    }
}
