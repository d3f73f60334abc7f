package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class YamlTreeTests {

    @TempDir
    private Path folder;

    private String json(String yaml) throws IOException {
        Path file = folder.resolve("a.yaml");
        Files.writeString(file, yaml);
        return JsonMapper.shared().writeValueAsString(YamlTree.read(file));
    }

    /** The examples of YAML 1.2.2, section 10.3.2, and what version 1.1 took for something else. */
    @Test
    void plainWordsMeanWhatTheCoreSchemaSays() throws IOException {
        assertThat(json("{a: yes, b: no, c: on, d: true, e: 'true', f: ~, g: null, h: }"))
                .isEqualTo("""
                        {"a":"yes","b":"no","c":"on","d":true,"e":"true","f":null,"g":null,"h":null}""");
        assertThat(json("{a: 42, b: -17, c: +3, d: 0.1, e: 1e3, f: .5, g: 00501, h: 1_000, i: 12:30, j: 2026-01-31}"))
                .isEqualTo("""
                        {"a":42,"b":-17,"c":3,"d":0.1,"e":1E+3,"f":0.5,"g":"00501","h":"1_000","i":"12:30","j":"2026-01-31"}""");
        assertThat(json("a: &x [1, 2]\nb: *x\n")).isEqualTo("{\"a\":[1,2],\"b\":[1,2]}");
        assertThat(json("a: |\n  two\n  lines\n")).isEqualTo("{\"a\":\"two\\nlines\\n\"}");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> json("")).hasMessageContaining("must hold names and values");
        assertThatThrownBy(() -> json("a: &x\n  b: *x\n")).isInstanceOf(CommandException.class);
        assertThatThrownBy(() -> json("[a]: b\n")).hasMessageContaining("must be a name");
        assertThatThrownBy(() -> json("a: b: c\n")).hasMessageContaining("not readable as YAML");
    }
}
