package io.assay.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One case of a case file: what to send, and the figures that must come back.
 *
 * @param folder where the case file is; tables that it names are in {@code data} below it
 */
record ReferenceCase(JsonNode json, Path folder) {

    private static final Pattern INTEGERS = Pattern.compile("integers (\\d+)\\.\\.(\\d+)");

    private static final Pattern EQUALS = Pattern.compile("(\\w+) ?== ?'([^']*)'");

    ReferenceCase {
        if (!json.path("id").isString() || !json.path("expected").isObject()) {
            throw new IllegalArgumentException("a case has no id or nothing expected: " + json);
        }
    }

    String id() {
        return json.get("id").stringValue();
    }

    /** The method as the case names it, or its area and the first word of its id. */
    String method() {
        JsonNode method = json.path("method");
        return method.isString()
                ? method.stringValue()
                : json.path("area").asString("") + "/" + id().split("\\.", 2)[0];
    }

    /**
     * What templates refer to: the case, an input {@code integers a..b} written out, a target {@code column=='value'}
     * as {@code target} and {@code positive}, a {@code model} as {@link Formula} has it, {@code columns} of the file that it names or that are in it, or, if it names a seed alone,
     * the {@code columns} drawn with it: 2,000 ids of 0..999, then as many outcomes of 0..1.
     */
    JsonNode source() {
        ObjectNode source = (ObjectNode) json.deepCopy();
        if (source.path("input") instanceof ObjectNode input) {
            List.copyOf(input.properties()).forEach(member -> {
                Matcher range = INTEGERS.matcher(member.getValue().asString(""));
                if (range.matches()) {
                    ArrayNode values = input.putArray(member.getKey());
                    IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                            .forEach(values::add);
                }
            });
            Matcher target = EQUALS.matcher(input.path("target").asString(""));
            if (target.matches()) {
                input.put("target", target.group(1)).put("positive", target.group(2));
            }
            if (input.size() == 1 && input.path("seed").isInt()) {
                NumpyRandom random = new NumpyRandom(input.get("seed").intValue());
                ObjectNode columns = source.putObject("columns");
                random.integers(1000, 2000).forEach(columns.putArray("id")::add);
                random.integers(2, 2000).forEach(columns.putArray("y")::add);
            }
        }
        if (json.path("dataset").path("inline").isObject()) {
            source.set("columns", json.path("dataset").path("inline"));
        }
        file().ifPresent(file -> source.set("columns", new DataFile(file).columns()));
        Formula.in(json.path("input").path("model").asString("")).ifPresent(formula -> formula.into(source));
        return source;
    }

    /** A dataset's name may be followed by words about it. */
    private Optional<Path> file() {
        if (json.path("dataset").isString()) {
            String name = json.get("dataset").stringValue();
            return Optional.of(folder.resolve("data").resolve(name.split(" ", 2)[0]));
        }
        JsonNode file = json.path("input").path("file");
        return file.isString() ? Optional.of(folder.resolve(file.stringValue())) : Optional.empty();
    }

    JsonNode expected() {
        return json.get("expected");
    }

    Tolerance tolerance() {
        return new Tolerance(json.path("tolerance"));
    }
}
