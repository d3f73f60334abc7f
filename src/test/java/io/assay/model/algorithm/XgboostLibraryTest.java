package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.scoring.Task;
import io.assay.model.scoring.TreeEnsemble;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import ml.dmlc.xgboost4j.java.Booster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As in the image: the library beside its jar, which has none, and no folder to unpack anything to. */
class XgboostLibraryTest {

    private static final String TRAINED = "trained trees: ";

    @TempDir
    private Path folder;

    @Test
    void isLoadedFromBesideItsJar() throws Exception {
        Path jar = Path.of(Booster.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String classPath = takenApart(jar) + File.pathSeparator + System.getProperty("java.class.path");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + folder.resolve("nowhere"),
                        "-cp",
                        classPath,
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains(TRAINED + 100);
        assertThat(process.exitValue()).isZero();
    }

    /** The jar without libraries, this machine's own library beside it. */
    private Path takenApart(Path jar) throws IOException {
        String library = System.mapLibraryName("xgboost4j");
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        String own = "lib/" + (system.contains("linux") ? "linux" : "macos") + "/" + machine + "/" + library;
        Path apart = folder.resolve("xgboost4j.jar");
        try (JarFile from = new JarFile(jar.toFile());
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(apart))) {
            for (JarEntry entry : Collections.list(from.entries())) {
                if (entry.getName().equals(own)) {
                    Files.copy(from.getInputStream(entry), folder.resolve(library));
                } else if (entry.getName().endsWith(".class")) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.getInputStream(entry).transferTo(to);
                }
            }
        }
        return apart;
    }

    /** The process that trains. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            TrainingSet data = TestData.random(Task.BINARY, 200, 0.1, 1);
            TreeEnsemble model = (TreeEnsemble) TestAlgorithms.train("xgboost", data);
            System.out.println(TRAINED + model.trees().size());
        }
    }
}
