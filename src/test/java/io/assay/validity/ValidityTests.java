package io.assay.validity;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validity.ErrorRate.Verdict;
import io.assay.validity.Method.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Exact and recommended methods hold their level in every row, and {@code docs/validity.md} says what the simulation gives. */
@Tag("simulation")
@TestInstance(Lifecycle.PER_CLASS)
class ValidityTests {

    private static final Path PAGE = Path.of("docs/validity.md");

    /** What analyze answers as p_value, difference_ci and lift_ci, and the decision of a readout. */
    private static final Set<String> RECOMMENDED =
            Set.of("pooled_z", "miettinen_nurminen", "score", "shipped", "registered");

    private final List<Section> sections = new ArrayList<>();

    @BeforeAll
    void simulate() throws IOException {
        sections.addAll(Studies.sections());
    }

    @Test
    void exactMethodsErrNoMoreThanStated() {
        List<ErrorRate> exact = sections.stream()
                .flatMap(Section::rates)
                .filter(rate -> rate.guarantee() == Guarantee.EXACT)
                .toList();
        assertThat(exact).isNotEmpty().noneMatch(rate -> rate.verdict() == Verdict.MISSES);
    }

    @Test
    void recommendedMethodsErrNoMoreThanStated() {
        List<ErrorRate> recommended = sections.stream()
                .flatMap(Section::rates)
                .filter(rate -> RECOMMENDED.contains(rate.method()))
                .toList();
        assertThat(recommended).isNotEmpty().noneMatch(rate -> rate.verdict() == Verdict.MISSES);
    }

    @Test
    void pageSaysWhatSimulationGives() throws IOException {
        String page = ValidityPage.write(sections);
        if (Boolean.getBoolean("assay.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("refresh it with -Dassay.docs.write=true").hasContent(page);
    }
}
