package io.assay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Types the calls of the README and of other pages and compares the answers with those printed below them. */
class ReadmeTest extends HttpTest {

    private static final Pattern CALL = Pattern.compile(
            "curl -s http://127\\.0\\.0\\.1:8080(\\S+) .*?-d '([^']*)'\\n```\\n\\n```json\\n(.*?)```", Pattern.DOTALL);

    private static final String LIFE = "### Register an experiment";

    /** A call of that section, perhaps with the answer below it. */
    private static final Pattern STEP =
            Pattern.compile("```\\n(curl .*?)```\\n(?:\\n```json\\n(.*?)```\\n)?", Pattern.DOTALL);

    private static final String FEATURES = "### Build features that cannot leak";

    /** Commands with the answer of the last one below them. */
    private static final Pattern SHELL = Pattern.compile(
            "```\\n((?:curl |DATASET=|DATASET_OF_SURVEY=|JOB=|RUN=|RUN_OF_AGE=).*?)```\\n\\n```json\\n(.*?)```\\n",
            Pattern.DOTALL);

    private static final String END = "-----";

    private static final JsonMapper JSON = JsonMapper.shared();

    private record Call(String path, JsonNode answer, JsonNode printed) {}

    @Test
    void everyCallOfTheReadmeGetsTheAnswerThatIsPrinted() throws IOException {
        List<Call> calls = calls("README.md");
        assertThat(calls)
                .allSatisfy(call -> assertThat(call.answer()).as(call.path()).isEqualTo(call.printed()))
                .extracting(Call::path)
                .containsExactly(
                        "/api/v1/experiments/analyze", "/api/v1/experiments/sample-size", "/api/v1/experiments/srm");
    }

    /** The life of an experiment is typed into a shell, one call after the other. */
    @Test
    void theLifeOfAnExperimentIsAsPrinted(@TempDir Path folder) throws IOException, InterruptedException {
        String page = Files.readString(Path.of("README.md"));
        int begin = page.indexOf(LIFE);
        Matcher steps = STEP.matcher(page.substring(begin, page.indexOf(FEATURES)));
        int typed = 0;
        while (steps.find()) {
            String commands = steps.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + port());
            Process shell = new ProcessBuilder("bash", "-e", "-c", commands)
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor())
                    .as(commands + answer + Files.readString(folder.resolve("errors")))
                    .isZero();
            if (steps.group(2) != null) {
                isPart(JSON.readTree(steps.group(2)), JSON.readTree(answer), commands);
            }
            typed++;
        }
        assertThat(typed).isEqualTo(7);
        assertThat(folder.resolve("replay.json")).hasSameBinaryContentAs(folder.resolve("export.json"));
    }

    /** From a table to features, on to a model, and an effect of cells. */
    @Test
    void featuresAndModelsOfPassengersAreAsPrinted(@TempDir Path folder) throws IOException, InterruptedException {
        String page = Files.readString(Path.of("README.md"));
        int begin = page.indexOf(FEATURES);
        assertThat(typed(
                        page.substring(begin, page.indexOf("\n## ", begin)),
                        Path.of("").toAbsolutePath(),
                        folder))
                .isEqualTo(15);
    }

    @Test
    void thePageOnDatasetsIsAsPrinted(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(typed(
                        Files.readString(Path.of("docs", "datasets.md")),
                        Path.of("").toAbsolutePath(),
                        folder))
                .isEqualTo(4);
    }

    @Test
    void thePageOnTheModelRegistryIsAsPrinted(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(typed(
                        Files.readString(Path.of("docs", "registry.md")),
                        Path.of("").toAbsolutePath(),
                        folder))
                .isEqualTo(5);
    }

    @Test
    void thePageOnJobsIsAsPrinted(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(typed(Files.readString(Path.of("docs", "jobs.md")), folder, folder))
                .isEqualTo(4);
        assertThat(folder.resolve("events.txt")).content().contains("event: state", "\"state\":\"succeeded\"");
    }

    /** Types commands into one shell, which keeps what it was told, and compares its answers; how many they are. */
    private int typed(String text, Path where, Path folder) throws IOException, InterruptedException {
        Matcher steps = SHELL.matcher(text);
        StringBuilder commands = new StringBuilder();
        List<JsonNode> printed = new ArrayList<>();
        while (steps.find()) {
            commands.append(steps.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + port()));
            commands.append("echo; echo ").append(END).append('\n');
            printed.add(JSON.readTree(steps.group(2)));
        }
        Process shell = new ProcessBuilder("bash", "-e", "-c", commands.toString())
                .directory(where.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String typed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor())
                .as(typed + Files.readString(folder.resolve("errors")))
                .isZero();
        List<String> answers = List.of(typed.split("\\n" + END + "\\n", -1));
        for (int i = 0; i < printed.size(); i++) {
            isPart(printed.get(i), JSON.readTree(answers.get(i)), "answer " + (i + 1));
        }
        return printed.size();
    }

    /** Long answers are printed without some of their members. */
    @Test
    void everyCallOfThePageOnDesignsGetsWhatIsPrinted() throws IOException {
        List<Call> calls = calls("docs/design.md");
        assertThat(calls)
                .allSatisfy(call -> isPart(call.printed(), call.answer(), call.path()))
                .extracting(Call::path)
                .containsExactly("/api/v1/experiments/design", "/api/v1/experiments/calculators/mid-experiment-power");
    }

    @Test
    void everyCallOfThePageOnReadoutsGetsWhatIsPrinted() throws IOException {
        List<Call> calls = calls("docs/readout.md");
        assertThat(calls)
                .allSatisfy(call -> isPart(call.printed(), call.answer(), call.path()))
                .extracting(Call::path)
                .containsExactly("/api/v1/experiments/readout");
    }

    @Test
    void everyCallOfThePageOnFeaturesGetsWhatIsPrinted() throws IOException {
        List<Call> calls = calls("docs/feature-engineering.md");
        assertThat(calls)
                .allSatisfy(call -> isPart(call.printed(), call.answer(), call.path()))
                .extracting(Call::path)
                .containsExactly(
                        "/api/v1/features/pipelines",
                        "/api/v1/features/pipelines/sign-ups/fit",
                        "/api/v1/features/pipelines/sign-ups/transform",
                        "/api/v1/features/fit-transform",
                        "/api/v1/features/time-features",
                        "/api/v1/features/leakage");
    }

    private List<Call> calls(String page) throws IOException {
        String text = Files.readString(Path.of(page));
        int life = text.indexOf(LIFE);
        Matcher matcher = CALL.matcher(life < 0 ? text : text.substring(0, life));
        List<Call> calls = new ArrayList<>();
        while (matcher.find()) {
            HttpResponse<String> answer = post(matcher.group(1), matcher.group(2));
            calls.add(new Call(matcher.group(1), JSON.readTree(answer.body()), JSON.readTree(matcher.group(3))));
        }
        return calls;
    }

    private static void isPart(JsonNode printed, JsonNode answer, String place) {
        if (printed.isObject()) {
            assertThat(printed).as(place).isNotEmpty();
            printed.forEachEntry((name, member) -> isPart(member, answer.path(name), place + "/" + name));
        } else if (printed.isArray() && isNamed(printed.path(0))) {
            printed.forEach(entry -> {
                JsonNode name = entry.iterator().next();
                isPart(entry, named(name, answer), place + "/" + name.asString());
            });
        } else {
            assertThat(answer).as(place).isEqualTo(printed);
        }
    }

    /** Entries that begin with their name may be printed without those beside them. */
    private static boolean isNamed(JsonNode entry) {
        return entry.isObject() && entry.iterator().next().isString();
    }

    private static JsonNode named(JsonNode name, JsonNode entries) {
        for (JsonNode entry : entries) {
            if (entry.iterator().next().equals(name)) {
                return entry;
            }
        }
        throw new AssertionError("there is no " + name);
    }
}
