package io.assay.conformance;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON value in which strings may refer to a source document:
 *
 * <ul>
 *   <li>{@code $/a/0} is whatever the source has at that JSON pointer;
 *   <li>{@code $/a?} is the same, and the member or element is left out when the source has none;
 *   <li>{@code 1 - $/a} and {@code $/a + $/b} add and subtract numbers, exactly and from left to right.
 * </ul>
 *
 * Everything else stands for itself.
 */
record Template(JsonNode json) {

    private static final String REFERENCE = "$/";

    /** Says which reference the source does not have. */
    static final class UnresolvedException extends RuntimeException {

        UnresolvedException(String message) {
            super(message);
        }
    }

    /** Fails with {@link UnresolvedException} when the source lacks what the template refers to. */
    JsonNode expand(JsonNode source) {
        return expand(json, source).orElseThrow(() -> new UnresolvedException("nothing at " + json));
    }

    private static Optional<JsonNode> expand(JsonNode template, JsonNode source) {
        return switch (template) {
            case ObjectNode object -> {
                ObjectNode expanded = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(member -> expand(member.getValue(), source)
                                .ifPresent(value -> expanded.set(member.getKey(), value)));
                yield Optional.of(expanded);
            }
            case ArrayNode array -> {
                ArrayNode expanded = JsonNodeFactory.instance.arrayNode();
                array.values().forEach(element -> expand(element, source).ifPresent(expanded::add));
                yield Optional.of(expanded);
            }
            default ->
                template.isString() && template.stringValue().contains(REFERENCE)
                        ? evaluate(template.stringValue(), source)
                        : Optional.of(template);
        };
    }

    private static Optional<JsonNode> evaluate(String expression, JsonNode source) {
        List<String> terms = List.of(expression.split(" "));
        if (terms.size() > 1) {
            return Optional.of(sum(terms, source));
        }
        boolean optional = expression.endsWith("?");
        String pointer = expression.substring(1, expression.length() - (optional ? 1 : 0));
        JsonNode found = source.at(pointer);
        if (!found.isMissingNode()) {
            return Optional.of(found);
        }
        if (optional) {
            return Optional.empty();
        }
        throw new UnresolvedException("nothing at " + pointer);
    }

    private static JsonNode sum(List<String> terms, JsonNode source) {
        BigDecimal sum = number(terms.getFirst(), source);
        for (int i = 1; i < terms.size(); i += 2) {
            BigDecimal term = number(terms.get(i + 1), source);
            sum = switch (terms.get(i)) {
                case "+" -> sum.add(term);
                case "-" -> sum.subtract(term);
                default -> throw new IllegalArgumentException("not an operator: " + terms.get(i));
            };
        }
        return DecimalNode.valueOf(sum);
    }

    private static BigDecimal number(String term, JsonNode source) {
        if (!term.startsWith(REFERENCE)) {
            return new BigDecimal(term);
        }
        JsonNode found = source.at(term.substring(1));
        if (!found.isNumber()) {
            throw new UnresolvedException("no number at " + term.substring(1));
        }
        return found.decimalValue();
    }
}
