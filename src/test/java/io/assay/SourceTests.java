package io.assay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiled classes no longer show: rules on the source files of product and tests. */
class SourceTests {

    private static final int LONGEST_FILE = 400;
    private static final Pattern DOCUMENTED_AND_NULL_MARKED =
            Pattern.compile("\\A/\\*\\*.*\\*/.*@NullMarked.*package .*", Pattern.DOTALL);
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("//.*\\b(TO[D]O|FIX[M]E|X[X]X)\\b");

    @Test
    void everyPackageIsDocumentedAndNullMarked() throws IOException {
        var packages = new TreeSet<Path>();
        for (Path file : javaFiles()) {
            packages.add(file.getParent());
        }
        assertThat(packages).isNotEmpty().allSatisfy(folder -> {
            Path packageInfo = folder.resolve("package-info.java");
            assertThat(packageInfo).exists();
            assertThat(Files.readString(packageInfo)).as("%s", packageInfo).matches(DOCUMENTED_AND_NULL_MARKED);
        });
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

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
