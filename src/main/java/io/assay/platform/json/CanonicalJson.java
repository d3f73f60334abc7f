package io.assay.platform.json;

import io.assay.platform.digest.Digests;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The canonical bytes of a JSON value (RFC 8785): no white space, members sorted by UTF-16 code units, every number as
 * the double it is read as. Two values have the same bytes when and only when a reader of JSON cannot tell them apart.
 */
@Component
public final class CanonicalJson {

    private static final Comparator<Map.Entry<String, JsonNode>> BY_NAME = Map.Entry.comparingByKey();

    private final JsonMapper mapper;

    CanonicalJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The canonical bytes of a tree, or of anything that the service writes as JSON.
     *
     * @throws ProblemException with status 422 for a number that no double can hold
     */
    public byte[] bytes(Object value) {
        StringBuilder text = new StringBuilder();
        append(value instanceof JsonNode tree ? tree : mapper.valueToTree(value), text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The SHA-256 of {@link #bytes} in lower-case hexadecimal digits. */
    public String sha256(Object value) {
        return HexFormat.of().formatHex(Digests.sha256().digest(bytes(value)));
    }

    private static void append(JsonNode node, StringBuilder text) {
        switch (node.getNodeType()) {
            case OBJECT -> appendObject(node, text);
            case ARRAY -> appendArray(node, text);
            case STRING -> appendString(node.stringValue(), text);
            case NUMBER -> text.append(number(node.numberValue()));
            case BOOLEAN, NULL -> text.append(node);
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException(node.getNodeType() + " is not JSON");
        }
    }

    private static void appendObject(JsonNode object, StringBuilder text) {
        List<Map.Entry<String, JsonNode>> members =
                object.properties().stream().sorted(BY_NAME).toList();
        char before = '{';
        for (Map.Entry<String, JsonNode> member : members) {
            text.append(before);
            appendString(member.getKey(), text);
            text.append(':');
            append(member.getValue(), text);
            before = ',';
        }
        text.append(members.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(JsonNode array, StringBuilder text) {
        char before = '[';
        for (JsonNode element : array) {
            text.append(before);
            append(element, text);
            before = ',';
        }
        text.append(array.isEmpty() ? "[]" : "]");
    }

    private static void appendString(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '"', '\\' -> text.append('\\').append(character);
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (character < ' ') {
                        text.append("\\u00").append(HexFormat.of().toHexDigits((byte) character));
                    } else {
                        text.append(character);
                    }
                }
            }
        }
        text.append('"');
    }

    private static String number(Number number) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError("", "holds a number greater than " + Double.MAX_VALUE + " in magnitude")));
        }
        return EcmaNumber.of(value);
    }
}
