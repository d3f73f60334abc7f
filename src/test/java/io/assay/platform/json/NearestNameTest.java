package io.assay.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN = List.of("visitors", "conversions", "alpha", "power");

    @ParameterizedTest
    @CsvSource({
        "visitor,visitors",
        "vistors,visitors",
        "Visitors,visitors",
        "conversion,conversions",
        "alfa,alpha",
        "apha,alpha",
        "pover,power"
    })
    void findsWhatWasMeant(String name, String nearest) {
        assertThat(NearestName.to(name, KNOWN)).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({"x", "mde", "something_else"})
    void guessesNothingFarFetched(String name) {
        assertThat(NearestName.to(name, KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "abc,'',3", "same,same,0", "ab,ba,2"})
    void countsEdits(String from, String to, int edits) {
        assertThat(NearestName.distance(from, to)).isEqualTo(edits);
    }

    /** Comparing takes the product of the lengths, and a request may hold a hundred thousand letters. */
    @Test
    void comparesNoNamesThatNobodyTypes() {
        String longest = "x".repeat(200);
        assertThat(NearestName.to(longest, List.of(longest + "y"))).isPresent();
        assertThat(NearestName.to(longest + "y", List.of(longest))).isEmpty();
    }

    @Test
    void knowsThatNothingIsKnown() {
        assertThat(NearestName.to("alpha", List.of())).isEmpty();
    }
}
