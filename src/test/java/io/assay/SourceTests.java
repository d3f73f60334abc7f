package io.assay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiled classes no longer show: rules on the source files of product and tests. */
class SourceTests {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final String PACKAGE_INFO = "package-info.java";
    private static final int LONGEST_FILE = 400;
    private static final Pattern DOCUMENTED_AND_NULL_MARKED =
            Pattern.compile("\\A/\\*\\*.*\\*/.*@NullMarked.*package .*", Pattern.DOTALL);
    private static final String LITERAL = "(\"\"\".*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*+\"|[A-Z][A-Z0-9_]*+\\b)";

    /** A statement, or a part of one, that begins with constants and goes on with anything else, or begins with it. */
    private static final Pattern PUT_TOGETHER = Pattern.compile(
            "\\b(sql|query|resultQuery|field|condition|table|prepare|execute|executeQuery)\\(\\s*+(" + LITERAL
                    + "(\\s*+\\+\\s*+" + LITERAL
                    + ")*+(\\s*+\\+|\\s*+\\.formatted).*|(?![A-Z][A-Z0-9_]*+\\b)[\\w.]+\\s*+\\+.*|String\\.(format|join)\\(.*)",
            Pattern.DOTALL);

    private static final Pattern LEFT_FOR_LATER = Pattern.compile("//.*\\b(TO[D]O|FIX[M]E|X[X]X)\\b");

    /**
     * A package that main and test share has its package-info in main alone: that of the tests would come first on the
     * class path and hide what main's says, from Modulith too.
     */
    @Test
    void everyPackageIsDocumentedAndNullMarkedOnce() throws IOException {
        var packages = new TreeMap<Path, Path>();
        for (Path file : javaFiles()) {
            Path root = file.startsWith(MAIN) ? MAIN : TEST;
            packages.merge(root.relativize(file.getParent()), root, (one, other) -> one.equals(other) ? one : MAIN);
        }
        assertThat(packages).isNotEmpty();
        for (var entry : packages.entrySet()) {
            Path packageInfo = entry.getValue().resolve(entry.getKey()).resolve(PACKAGE_INFO);
            assertThat(packageInfo).exists();
            assertThat(Files.readString(packageInfo)).as("%s", packageInfo).matches(DOCUMENTED_AND_NULL_MARKED);
            if (entry.getValue().equals(MAIN)) {
                assertThat(TEST.resolve(entry.getKey()).resolve(PACKAGE_INFO)).doesNotExist();
            }
        }
    }

    @Test
    void noFileIsTooLong() throws IOException {
        assertThat(javaFiles())
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("lines of %s", file)
                        .hasSizeLessThanOrEqualTo(LONGEST_FILE));
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertThat(javaFiles())
                .allSatisfy(file -> assertThat(
                                LEFT_FOR_LATER.matcher(Files.readString(file)).find())
                        .as("%s says that something is left to do", file)
                        .isFalse());
    }

    /** What a caller sent would be SQL otherwise: values are inlined by jOOQ or bound, names quoted. */
    @Test
    void sqlOfTablesIsNotPutTogetherFromText() throws IOException {
        List<Path> files = javaFiles().stream()
                .filter(file -> file.startsWith(MAIN.resolve("io/assay/data")))
                .toList();
        assertThat(files).isNotEmpty();
        assertThat(files)
                .allSatisfy(file -> assertThat(
                                PUT_TOGETHER.matcher(Files.readString(file)).results())
                        .as("SQL with something pasted into it in %s", file)
                        .isEmpty());
        assertThat("sql(\"select \" + \"a\")").doesNotMatch(PUT_TOGETHER);
        assertThat("query(\"select \" + \"{0} from \" + table").matches(PUT_TOGETHER);
        assertThat("field(prefix + \"(x)\"").matches(PUT_TOGETHER);
        assertThat("sql(\"select %s\".formatted(column").matches(PUT_TOGETHER);
        assertThat("sql(String.format(").matches(PUT_TOGETHER);
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
