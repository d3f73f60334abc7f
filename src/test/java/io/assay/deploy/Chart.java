package io.assay.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chart, rendered by Helm's own library in a copy with two differences: that library leaves out hooks, so the test
 * pod is made an ordinary object, and it asks a cluster for what {@code lookup} looks up, so the answer is put there.
 */
final class Chart {

    static final Path FOLDER = Path.of("helm/assay");

    /** The oldest that Chart.yaml takes. */
    static final String OLDEST_KUBERNETES = "1.27.0";

    /** What {@code lookup} answers where nothing is. */
    static final String NOTHING = "dict";

    private static final Path COPIES = Path.of("target/charts");

    private final Path folder;

    private Chart(Path folder) {
        this.folder = folder;
    }

    /** The values files with which the chart is tried. */
    static List<Path> tried() {
        return Installation.files(FOLDER.resolve("ci"), "-values.yaml");
    }

    /** The chart in a cluster without objects of it. */
    static Chart offline() {
        return offline(NOTHING);
    }

    /**
     * The chart in a cluster.
     *
     * @param present the Secret of the admin key there, as an expression of a template
     */
    static Chart offline(String present) {
        try {
            Files.createDirectories(COPIES);
            Path copy = Files.createTempDirectory(COPIES, "assay-").resolve("assay");
            FileSystemUtils.copyRecursively(FOLDER, copy);
            replace(copy.resolve("templates/tests/health.yaml"), "    helm.sh/hook: test\n", "");
            replace(
                    copy.resolve("templates/admin-key.yaml"),
                    "lookup \"v1\" \"Secret\" .Release.Namespace $name",
                    present);
            return new Chart(copy);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void replace(Path file, String what, String by) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(what)) {
            throw new AssertionError(file + " does not contain " + what);
        }
        Files.writeString(file, text.replace(what, by));
    }

    /** Helm's library lints with the chart's own values only, so they become these first. */
    static LintResult lint(Path values) {
        Chart chart = offline();
        Path defaults = chart.folder.resolve("values.yaml");
        ObjectNode merged =
                Manifest.parse(Installation.read(defaults)).getFirst().tree();
        Manifest.parse(Installation.read(values)).forEach(own -> merge(merged, own.tree()));
        try {
            Files.writeString(defaults, merged.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Helm(chart.folder).lint().strict().quiet().call();
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode value
                    && into.path(entry.getKey()) instanceof ObjectNode present) {
                merge(present, value);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    Installation render(Path values) {
        return new Installation(
                values.getFileName().toString(), Manifest.parse(template(values, Map.of(), OLDEST_KUBERNETES)));
    }

    /** The chart with its own values but these, each named as after {@code --set}. */
    Installation render(Map<String, String> values) {
        return new Installation(
                values.toString(),
                Manifest.parse(template(FOLDER.resolve("ci/default-values.yaml"), values, OLDEST_KUBERNETES)));
    }

    Installation render(String tried) {
        return render(FOLDER.resolve("ci/" + tried + "-values.yaml"));
    }

    String template(Path file, Map<String, String> values, String kubernetes) {
        TemplateCommand command = new Helm(folder)
                .template()
                .withName("assay")
                .withNamespace("default")
                .withKubeVersion(kubernetes)
                .withValuesFile(file.toAbsolutePath());
        values.forEach(command::set);
        return command.call();
    }
}
