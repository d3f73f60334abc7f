package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    /** Wherever in the buffer its end is found. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 9_000, 65_000, 200_000})
    void aByteTooManyIsTooLong(int beyond) throws IOException {
        for (int before : new int[] {0, 1, 50_000}) {
            String text = "x".repeat(before) + "\n" + "y".repeat(Lines.LONGEST + beyond) + "\n"
                    + "z".repeat(Lines.LONGEST) + "\n" + "w".repeat(Lines.LONGEST + beyond);
            Lines lines = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), 64 * 1024);
            for (boolean isTooLong : new boolean[] {false, true, false, true}) {
                assertThat(lines.next()).isTrue();
                assertThat(lines.isTooLong()).as("line " + lines.number()).isEqualTo(isTooLong);
            }
            assertThat(lines.next()).isFalse();
        }
    }
}
