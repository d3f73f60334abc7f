package io.assay.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON value in which strings may refer to a source document:
 *
 * <ul>
 *   <li>{@code $/a/0} is whatever the source has at that JSON pointer;
 *   <li>{@code $/a?} is the same, and the member or element is left out when the source has none;
 *   <li>{@code 1 - $/a} and {@code $/a + $/b} add and subtract numbers, exactly and from left to right;
 *   <li>{@code sum($/a)} and {@code first($/a, 3)} are what {@link TemplateFunction} makes of its arguments, which are
 *       references, numbers, pointers or calls themselves.
 * </ul>
 *
 * The name of a member may refer to a text as well. Everything else stands for itself.
 */
record Template(JsonNode json) {

    private static final String REFERENCE = "$/";

    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)");

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
                                .ifPresent(value -> expanded.set(name(member.getKey(), source), value)));
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

    private static String name(String template, JsonNode source) {
        return template.startsWith(REFERENCE)
                ? evaluate(template, source).map(JsonNode::stringValue).orElse(template)
                : template;
    }

    private static Optional<JsonNode> evaluate(String expression, JsonNode source) {
        Matcher call = CALL.matcher(expression);
        if (call.matches()) {
            return called(call.group(1), arguments(call.group(2)), source);
        }
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

    /** Nothing when an argument is: it was optional. */
    private static Optional<JsonNode> called(String function, List<String> arguments, JsonNode source) {
        List<JsonNode> values = new ArrayList<>();
        for (String argument : arguments) {
            Optional<JsonNode> value = argument.contains(REFERENCE)
                    ? evaluate(argument, source)
                    : Optional.of(
                            argument.startsWith("/")
                                    ? StringNode.valueOf(argument)
                                    : DecimalNode.valueOf(new BigDecimal(argument)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(TemplateFunction.named(function).apply(values));
    }

    /** What is between the outermost commas. */
    private static List<String> arguments(String list) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < list.length(); i++) {
            switch (list.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        arguments.add(list.substring(begin, i).strip());
                        begin = i + 1;
                    }
                }
                default -> {}
            }
        }
        arguments.add(list.substring(begin).strip());
        return arguments;
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
