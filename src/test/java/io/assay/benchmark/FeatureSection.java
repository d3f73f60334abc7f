package io.assay.benchmark;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The part of the page on feature pipelines, with what they were to take. */
record FeatureSection(@Nullable Peers peers, ToDoubleFunction<Work> nanoseconds) {

    private static final double TIMES_AS_LONG = 5;
    private static final double ROW_MICROS = 10;

    String write() {
        StringBuilder section =
                new StringBuilder(String.format(Locale.ROOT, """

                ## Features

                %d numbers and a category of %d levels, one cell in fifty missing: median impute and standardise, most
                frequent impute and one-hot. All cores are used, as far as columns can be shared among them; scikit-learn's
                ColumnTransformer does the same work on a pandas DataFrame in one process.

                | work | here, ms | scikit-learn, ms | times as long | target | met |
                |---|---:|---:|---:|---:|---|
                """, FeatureInputs.NUMBERS, FeatureInputs.LEVELS));
        for (Work work : new Work[] {
            Work.FEATURES_FIT, Work.FEATURES_APPLY, Work.FEATURES_FIT_MILLION, Work.FEATURES_APPLY_MILLION
        }) {
            double here = nanoseconds.applyAsDouble(work);
            Double there = peers == null ? null : peers.nanoseconds(work);
            section.append(BenchmarkPage.row(
                    work.label(),
                    BenchmarkPage.fixed(here / 1e6, 0),
                    there == null ? "" : BenchmarkPage.fixed(there / 1e6, 0),
                    there == null ? "" : BenchmarkPage.fixed(there / here, 1),
                    BenchmarkPage.fixed(TIMES_AS_LONG, 0),
                    there == null ? "" : met(there / here >= TIMES_AS_LONG)));
        }
        double row = nanoseconds.applyAsDouble(Work.FEATURES_ONE_ROW) / 1e3;
        Double there = peers == null ? null : peers.nanoseconds(Work.FEATURES_ONE_ROW);
        section.append("\nOne row takes %s µs here%s; the target is %s µs: %s.\n"
                .formatted(
                        BenchmarkPage.fixed(row, 1),
                        there == null ? "" : ", %s µs there".formatted(BenchmarkPage.fixed(there / 1e3, 0)),
                        BenchmarkPage.fixed(ROW_MICROS, 0),
                        row <= ROW_MICROS ? "met" : "not met"));
        return section.toString();
    }

    private static String met(boolean met) {
        return met ? "yes" : "no";
    }
}
