package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorsTest {

    /** The forms are those of proc(5) and of Linux' Documentation/ABI/stable/sysfs-devices-system-cpu. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-1 | 0.20 0.18 0.12 1/80 11206 | 2",
                "0-1 | 0.20 0.18 0.12 2/80 11206 | 1",
                "0-1 | 9.20 0.18 0.12 7/1080 11206 | -4",
                "0 | 0.20 0.18 0.12 1/80 11206 | 1",
                "0-3,8,10-11 | 0.20 0.18 0.12 3/80 11206 | 5",
                "0-3 | 0.00 0.00 0.00 0/0 0 | 4"
            })
    void areThoseThatNobodyElseRunsOn(String online, String running, int free) {
        assertThat(Processors.free(online + "\n", running + "\n")).isEqualTo(free);
    }

    @Test
    void areAllWhereNobodyTells() {
        assertThat(Processors.free("", "0.20 0.18 0.12 1/80 11206")).isEqualTo(Integer.MAX_VALUE);
        assertThat(Processors.free("0-1", "unheard of")).isEqualTo(Integer.MAX_VALUE);
    }
}
