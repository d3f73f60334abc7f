package io.assay.statistics.regression;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Scores of many clusters ask for their memory before they take it. */
class StreamedScoresTests {

    private static final int ROWS = 20_000;

    /** One regressor, clusters of four rows and others of five. */
    private static void rows(RowBatches.Batch batch) {
        SplittableRandom random = new SplittableRandom(8);
        double[][] columns = new double[4][ROWS];
        for (int i = 0; i < ROWS; i++) {
            columns[0][i] = random.nextGaussian();
            columns[1][i] = columns[0][i] + random.nextGaussian();
            columns[2][i] = Math.floorDiv(i, 4);
            columns[3][i] = i % (ROWS / 5);
        }
        batch.of(columns, ROWS);
    }

    private static StreamedLeastSquares fit(ClusterRoom room) {
        return requireNonNull(StreamedLeastSquares.fit(
                new BatchLayout(List.of("x"), true, false, 2), StreamedScoresTests::rows, null, room));
    }

    @Test
    void askedBeforeTaken() {
        List<Long> asked = new ArrayList<>();
        List<Long> clusters = new ArrayList<>();
        StreamedLeastSquares fit = fit((bytes, count) -> {
            asked.add(bytes);
            clusters.add(count);
        });
        StreamedScores scores = requireNonNull(fit.scores());
        long kept = (long) scores.count(1) + scores.count(2) + scores.count(3);
        assertThat(kept).isEqualTo(5_000 + 4_000 + ROWS);
        assertThat(clusters.stream().mapToLong(Long::longValue).max().orElseThrow())
                .isBetween(kept, 2 * kept + 500);
        // Two scores, a share and an entry of a table each, and what copies of them take.
        assertThat(asked.stream().mapToLong(Long::longValue).max().orElseThrow())
                .isGreaterThanOrEqualTo(2 * kept * (3 * Double.BYTES + 12));
    }

    @Test
    void refusedBeforeTaken() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fit((bytes, count) -> {
                    if (bytes > 100_000) {
                        throw new IllegalStateException(bytes + " for " + count);
                    }
                }))
                .withMessageMatching("1\\d{5} for \\d{3}|1\\d{5} for \\d{4}");
    }
}
