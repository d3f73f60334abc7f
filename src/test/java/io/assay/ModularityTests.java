package io.assay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

/**
 * The walls between the modules hold, and each module says which others it may use.
 * {@code -Dassay.docs.write=true} draws them into {@code docs/modules}.
 */
@Execution(ExecutionMode.CONCURRENT)
class ModularityTests {

    private static final ApplicationModules MODULES = ApplicationModules.of(AssayApplication.class);

    @Test
    void wallsHold() {
        MODULES.verify();
    }

    @TestFactory
    Stream<DynamicTest> everyModuleSaysWhatItMayUse() {
        return MODULES.stream()
                .map(module -> module.getBasePackage().getName())
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    var declared = Class.forName(name + ".package-info").getAnnotation(ApplicationModule.class);
                    assertThat(declared).as("@ApplicationModule of %s", name).isNotNull();
                    assertThat(declared.allowedDependencies())
                            .as("allowedDependencies of %s", name)
                            .doesNotContain(ApplicationModule.OPEN_TOKEN);
                }));
    }

    @Test
    void drawsTheModules() {
        boolean write = Boolean.getBoolean("assay.docs.write");
        Path folder = Path.of(write ? "docs/modules" : "target/modules");
        new Documenter(MODULES, Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults());
        assertThat(folder.resolve("components.puml")).exists();
    }
}
