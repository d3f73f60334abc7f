package io.assay.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Types the calls of a page into a shell and compares the answers with those printed below them: numbers to 12 digits, and
 * long answers may be printed without some of their members.
 */
public final class PrintedCalls {

    private static final Pattern SHELL =
            Pattern.compile("```\\n((?:curl |[A-Z_]+=).*?)```\\n\\n```json\\n(.*?)```\\n", Pattern.DOTALL);

    private static final String END = "-----";

    private static final double DIGITS = 1e-12;

    private static final JsonMapper JSON = JsonMapper.shared();

    private PrintedCalls() {}

    /**
     * Types them.
     *
     * @param folder for what goes wrong
     * @param port of the service that stands for the page's
     */
    public static void areAsPrinted(Path page, Path folder, int port) throws InterruptedException {
        StringBuilder commands = new StringBuilder();
        List<JsonNode> printed = new ArrayList<>();
        try {
            Matcher steps = SHELL.matcher(Files.readString(page));
            while (steps.find()) {
                commands.append(steps.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + port));
                commands.append("echo; echo ").append(END).append('\n');
                printed.add(JSON.readTree(steps.group(2)));
            }
            assertThat(printed).as("calls of %s", page).isNotEmpty();
            Path errors = folder.resolve(page.getFileName() + ".errors");
            Process shell = new ProcessBuilder("bash", "-e", "-c", commands.toString())
                    .redirectError(errors.toFile())
                    .start();
            String typed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).as(typed + Files.readString(errors)).isZero();
            List<String> answers = List.of(typed.split("\\n" + END + "\\n", -1));
            for (int i = 0; i < printed.size(); i++) {
                isPart(printed.get(i), JSON.readTree(answers.get(i)), page + ", answer " + (i + 1));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void isPart(JsonNode printed, JsonNode answer, String place) {
        if (printed.isObject()) {
            assertThat(answer.isObject()).as("%s: %s", place, answer).isTrue();
            printed.forEachEntry((name, member) -> isPart(member, answer.path(name), place + "/" + name));
        } else if (printed.isArray()) {
            assertThat(answer.size()).as("%s: %s", place, answer).isGreaterThanOrEqualTo(printed.size());
            for (int i = 0; i < printed.size(); i++) {
                isPart(printed.get(i), entry(printed.get(i), i, answer), place + "/" + i);
            }
        } else if (printed.isFloat() || printed.isDouble() || printed.isBigDecimal()) {
            assertThat(answer.isNumber()).as("%s: %s", place, answer).isTrue();
            double want = printed.doubleValue();
            assertThat(answer.doubleValue()).as(place).isCloseTo(want, within(Math.abs(want) * DIGITS));
        } else {
            assertThat(answer).as(place).isEqualTo(printed);
        }
    }

    /** Entries that begin with their name may be printed without those beside them. */
    private static JsonNode entry(JsonNode printed, int place, JsonNode answer) {
        if (printed.isObject()
                && !printed.isEmpty()
                && printed.iterator().next().isString()) {
            String first = printed.propertyNames().iterator().next();
            for (JsonNode entry : answer) {
                if (entry.path(first).equals(printed.path(first))) {
                    return entry;
                }
            }
        }
        return answer.path(place);
    }
}
