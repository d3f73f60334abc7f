package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.TypedPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains by the packaged jar as the README does: it prints what is printed there, which is what HTTP answered. */
@Tag("process")
class ReadmeTrainingIT {

    private static final Path README = Path.of("README.md");

    private static final Pattern TABLE =
            Pattern.compile("```\\n(on rows that the model has not seen\\n.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void printsTheFiguresOfTheRunOverHttp() throws Exception {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.createSymbolicLink(project.resolve("docs"), Path.of("docs").toAbsolutePath());

        String log =
                TypedPage.type(README, 1, project, Map.of(), "java -jar target/assay.jar train --config prod.yaml");

        Matcher table = TABLE.matcher(Files.readString(README));
        assertThat(table.find()).isTrue();
        assertThat(log.lines()).containsSubsequence(table.group(1).lines().toList());
    }
}
