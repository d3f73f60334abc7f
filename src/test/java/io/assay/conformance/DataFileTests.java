package io.assay.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeDataFolder() throws IOException {
        Files.createDirectory(folder.resolve("data"));
    }

    @Test
    void aCaseHasTheColumnsOfItsDataset() throws IOException {
        Files.writeString(folder.resolve("data/a.csv"), "\"name\",y\n\"Allen, E.\",1.5\nB,NA\n,-2e3\n");
        assertThat(source("\"dataset\": \"a.csv\"")).isEqualTo("""
                {"name":["Allen, E.","B",null],"y":[1.5,null,-2E+3]}""");
    }

    @Test
    void aCaseHasTheColumnsOfItsInputFile() throws IOException {
        Files.writeString(folder.resolve("data/b.csv"), "x;y\n1;2\n");
        assertThat(source("\"input\": {\"file\": \"data/b.csv\"}")).isEqualTo("{\"x\":[1],\"y\":[2]}");
    }

    @Test
    void wordsAfterTheNameAreNotPartOfIt() throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("data/c.csv.gz")))) {
            out.write("x\n1\n".getBytes(UTF_8));
        }
        assertThat(source("\"dataset\": \"c.csv.gz (one column)\"")).isEqualTo("{\"x\":[1]}");
    }

    @Test
    void aCaseWithoutAFileHasTheColumnsInIt() {
        assertThat(source("\"dataset\": {\"inline\": {\"y\": [1]}}")).isEqualTo("{\"y\":[1]}");
        assertThat(source("\"input\": {\"y\": [1]}")).isEmpty();
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        assertThatThrownBy(() -> source("\"dataset\": \"missing.csv\"")).hasMessageContaining("missing.csv");
        Files.writeString(folder.resolve("data/d.csv"), "x,y\n1\n");
        assertThatThrownBy(() -> source("\"dataset\": \"d.csv\"")).hasMessageContaining("1 fields under 2 names");
    }

    private String source(String members) {
        var json = CaseFile.JSON.readTree("{\"id\": \"a\", \"expected\": {}, " + members + "}");
        return new ReferenceCase(json, folder).source().path("columns").toString();
    }
}
