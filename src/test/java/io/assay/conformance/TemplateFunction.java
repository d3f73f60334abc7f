package io.assay.conformance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What a {@link Template} may do to arrays, so that figures which cases tell of an answer can be had from it. */
enum TemplateFunction {
    /** {@code first(array, n)}: its first n elements. */
    FIRST(arguments -> {
        ArrayNode first = JsonNodeFactory.instance.arrayNode();
        int n = arguments.get(1).intValue();
        arguments.getFirst().values().stream().limit(n).forEach(first::add);
        return first;
    }),
    /** {@code at(array, places)}: its elements at these places. */
    AT(arguments -> {
        ArrayNode picked = JsonNodeFactory.instance.arrayNode();
        arguments
                .get(1)
                .values()
                .forEach(place -> picked.add(arguments.getFirst().get(place.intValue())));
        return picked;
    }),
    /** {@code each(array, /pointer)}: what its elements have there, of those that have something. */
    EACH(arguments -> {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        arguments.getFirst().values().stream()
                .map(element -> element.at(arguments.get(1).stringValue()))
                .filter(value -> !value.isMissingNode())
                .forEach(found::add);
        return found;
    }),
    /** {@code numbers(array)}: its elements that are numbers. */
    NUMBERS(arguments -> {
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        arguments.getFirst().values().stream().filter(JsonNode::isNumber).forEach(numbers::add);
        return numbers;
    }),
    /** {@code values(object)}: those of its members, in order. */
    VALUES(arguments -> {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        arguments.getFirst().values().forEach(values::add);
        return values;
    }),
    /** {@code names(object)}: those of its members, in order. */
    NAMES(arguments -> {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        arguments.getFirst().propertyNames().forEach(names::add);
        return names;
    }),
    /**
     * {@code index(array, /name, /value)}: an object of what its elements have at the second pointer, by the text at the
     * first; of several pointers arrays of what is there.
     */
    INDEX(arguments -> {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        for (JsonNode element : arguments.getFirst().values()) {
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            arguments.subList(2, arguments.size()).forEach(pointer -> values.add(element.at(pointer.stringValue())));
            index.set(
                    element.at(arguments.get(1).stringValue()).asString(), values.size() == 1 ? values.get(0) : values);
        }
        return index;
    }),
    /** {@code r(object)}: with the constant's name as R writes it. */
    R(arguments -> {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        arguments
                .getFirst()
                .properties()
                .forEach(member -> renamed.set(
                        member.getKey().equals("Intercept") ? "(Intercept)" : member.getKey(), member.getValue()));
        return renamed;
    }),
    /** {@code lower(text)}: in small letters. */
    LOWER(arguments -> StringNode.valueOf(arguments.getFirst().stringValue().toLowerCase(Locale.ROOT))),
    /** {@code rows(columns)}: the rows of an array or an object of arrays of one length. */
    ROWS(arguments -> {
        List<JsonNode> columns = List.copyOf(arguments.getFirst().values());
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; !columns.isEmpty() && i < columns.getFirst().size(); i++) {
            ArrayNode row = rows.addArray();
            for (JsonNode column : columns) {
                row.add(column.get(i));
            }
        }
        return rows;
    }),
    /** {@code times(array, n)}: its numbers, each n times as large. */
    TIMES(arguments -> {
        ArrayNode multiples = JsonNodeFactory.instance.arrayNode();
        BigDecimal factor = arguments.get(1).decimalValue();
        arguments
                .getFirst()
                .values()
                .forEach(value -> multiples.add(value.decimalValue().multiply(factor)));
        return multiples;
    }),
    /** {@code prefixed(object, /text)}: its members, their names after this text. */
    PREFIXED(arguments -> {
        ObjectNode prefixed = JsonNodeFactory.instance.objectNode();
        String prefix = arguments.get(1).stringValue().substring(1);
        arguments.getFirst().properties().forEach(member -> prefixed.set(prefix + member.getKey(), member.getValue()));
        return prefixed;
    }),
    /** {@code objects(/name, array, /name, array, …)}: an array of objects that have of each array an element under its name. */
    OBJECTS(arguments -> {
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < arguments.get(1).size(); i++) {
            ObjectNode object = objects.addObject();
            for (int k = 0; k < arguments.size(); k += 2) {
                object.set(
                        arguments.get(k).stringValue().substring(1),
                        arguments.get(k + 1).get(i));
            }
        }
        return objects;
    }),
    /** {@code rounded(number, n)}: to n decimals, as an anchor printed it. */
    ROUNDED(arguments -> arguments.getFirst().isNumber()
            ? DecimalNode.valueOf(arguments
                    .getFirst()
                    .decimalValue()
                    .setScale(arguments.get(1).intValue(), RoundingMode.HALF_EVEN))
            : arguments.getFirst()),
    /** {@code terms(formula)}: what is added or listed to the right of its ~, up to a bracket, without the constant 1. */
    TERMS(arguments -> {
        ArrayNode terms = JsonNodeFactory.instance.arrayNode();
        String formula = arguments.getFirst().stringValue();
        String right = formula.substring(formula.indexOf('~') + 1);
        int bracket = right.indexOf('(');
        Arrays.stream((bracket < 0 ? right : right.substring(0, bracket)).split("[+,]", -1))
                .map(String::strip)
                .filter(term -> !term.isEmpty() && !term.equals("1"))
                .forEach(terms::add);
        return terms;
    }),
    /** {@code response(formula)}: the last word to the left of its ~. */
    RESPONSE(arguments -> {
        String formula = arguments.getFirst().stringValue();
        String left = formula.substring(0, formula.indexOf('~')).strip();
        return StringNode.valueOf(left.substring(left.lastIndexOf(' ') + 1));
    }),
    /** {@code keyed(array, /name, /value)}: by what its elements have at the first pointer, as R writes it, what they have at the second. */
    KEYED(arguments -> {
        ObjectNode keyed = JsonNodeFactory.instance.objectNode();
        arguments
                .getFirst()
                .values()
                .forEach(element -> keyed.set(
                        dummy(element.at(arguments.get(1).stringValue()).stringValue()),
                        element.at(arguments.get(2).stringValue())));
        return keyed;
    }),
    /** {@code rename(array, /a, /A, /b, /B)}: of its elements a under the name A, and b under the name B. */
    RENAME(arguments -> {
        ArrayNode renamed = JsonNodeFactory.instance.arrayNode();
        arguments.getFirst().values().forEach(element -> {
            ObjectNode one = renamed.addObject();
            for (int i = 1; i + 1 < arguments.size(); i += 2) {
                one.set(
                        arguments.get(i + 1).stringValue().substring(1),
                        element.at(arguments.get(i).stringValue()));
            }
        });
        return renamed;
    }),
    /** {@code matchit(balance, /before)}: rows of a balance table under the names that MatchIt has for them. */
    MATCHIT(arguments -> {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        arguments.getFirst().values().forEach(row -> {
            JsonNode balance = row.at(arguments.get(1).stringValue());
            String name = row.path("name").stringValue();
            table.putObject(name.equals("propensity_score") ? "distance" : dummy(name))
                    .set("Means Treated", balance.path("treated_mean"))
                    .set("Means Control", balance.path("control_mean"))
                    .set("Std. Mean Diff.", balance.path("standardized_difference"))
                    .set("Var. Ratio", balance.path("variance_ratio"))
                    .set("eCDF Mean", balance.path("ecdf_mean"))
                    .set("eCDF Max", balance.path("ecdf_max"));
        });
        return table;
    }),
    /** {@code sum(array)}: the sum of its numbers; of an array or an object of arrays, that of each. */
    SUM(arguments -> total(arguments.getFirst(), UnaryOperator.identity())),
    /** {@code sumsq(array)}: the sum of the squares. */
    SUMSQ(arguments -> total(arguments.getFirst(), value -> value.multiply(value)));

    @SuppressWarnings("ImmutableEnumChecker") // The lambdas above capture nothing.
    private final Function<List<JsonNode>, JsonNode> function;

    TemplateFunction(Function<List<JsonNode>, JsonNode> function) {
        this.function = function;
    }

    static TemplateFunction named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function of templates: " + name));
    }

    JsonNode apply(List<JsonNode> arguments) {
        return function.apply(arguments);
    }

    /** The level of a factor, which R writes without a sign between the two. */
    private static String dummy(String name) {
        return name.replace("=", "");
    }

    private static JsonNode total(JsonNode values, UnaryOperator<BigDecimal> of) {
        if (StreamSupport.stream(values.values().spliterator(), false).anyMatch(JsonNode::isContainer)) {
            ArrayNode totals = JsonNodeFactory.instance.arrayNode();
            values.values().forEach(array -> totals.add(total(array, of)));
            return totals;
        }
        return DecimalNode.valueOf(values.values().stream()
                .filter(JsonNode::isNumber)
                .map(value -> of.apply(value.decimalValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
