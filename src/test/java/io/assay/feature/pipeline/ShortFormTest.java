package io.assay.feature.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.data.Table;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The mission's two lists of columns: figures of scikit-learn 1.9.1's ColumnTransformer, case pipeline.small. */
class ShortFormTest {

    private static final double TOLERANCE = 1e-12;

    private final Pipelines pipelines = new Pipelines();

    private static Table training() {
        return new TestTable()
                .numbers("age", 25.0, null, 47.0, 31.0, null, 62.0)
                .numbers("income", 30000.0, 52000.0, null, 41000.0, 41000.0, 250000.0)
                .texts("plan", "free", "pro", null, "free", "pro", "team")
                .texts("country", "NO", "SE", "NO", null, "DK", "SE")
                .numbers("ignored", 1, 2, 3, 4, 5, 6)
                .table();
    }

    private static Table serving() {
        return new TestTable()
                .numbers("age", null, 40.0)
                .numbers("income", 10000.0, null)
                .texts("plan", "enterprise", null)
                .texts("country", "SE", "FI")
                .table();
    }

    private static PipelineDocument small() {
        return TestPipelines.document("{'numeric_cols': ['age', 'income'], 'categorical_cols': ['plan', 'country']}");
    }

    @Test
    void namesAndTrainingRowsAreScikitLearns() {
        PipelineFit fit = pipelines.fit(small(), training(), FitOptions.DEFAULT);
        assertThat(fit.names())
                .containsExactly(
                        "num__age",
                        "num__income",
                        "cat__plan_free",
                        "cat__plan_pro",
                        "cat__plan_team",
                        "cat__country_DK",
                        "cat__country_NO",
                        "cat__country_SE");
        Features trained = fit.trained();
        assertRow(trained.row(0), -1.3103791466749233, -0.586492611060735, 1, 0, 0, 0, 1, 0);
        assertRow(trained.row(2), 0.5495138357023872, -0.4457343844061586, 1, 0, 0, 0, 1, 0);
        assertRow(trained.row(5), 1.8176226873232808, 2.2286719220307933, 0, 0, 1, 0, 0, 1);
    }

    @Test
    void rowsToServeAreImputedAndTheUnknownIsZero() {
        FittedPipeline fitted =
                pipelines.fit(small(), training(), FitOptions.DEFAULT).pipeline();
        for (FittedPipeline each : List.of(fitted, TestPipelines.reread(pipelines, fitted))) {
            Features served = each.apply(serving());
            assertRow(served.row(0), -0.12681088516208935, -0.8424166595236012, 0, 0, 0, 0, 0, 1);
            // scikit-learn 1.9.1, as above.
            assertRow(served.row(1), -0.042270295054029784, -0.4457343844061586, 1, 0, 0, 0, 0, 0);
        }
    }

    @Test
    void theLearnedStateIsJsonThatReadsBackTheSame() {
        FittedPipeline fitted =
                pipelines.fit(small(), training(), FitOptions.DEFAULT).pipeline();
        var mapper = TestPipelines.mapper();
        String json = mapper.writeValueAsString(fitted.document());
        assertThat(json).contains("{\"kind\":\"impute\",\"value\":39.0,\"missing\":2}");
        FittedDocument again = mapper.readValue(json, FittedDocument.class);
        assertThat(again).isEqualTo(fitted.document());
        assertThat(mapper.writeValueAsString(again)).isEqualTo(json);
    }

    @Test
    void anUnknownKindIsNamedWithTheKnownOnesAndTheNearest() {
        assertThatThrownBy(() -> TestPipelines.ofSteps("{'kind': 'impute'}, {'kind': 'standardize'}"))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.IMPOSSIBLE_INPUT);
                    FieldError error = problem.errors().getFirst();
                    assertThat(error.pointer()).isEqualTo("/features/0/transform/1/kind");
                    assertThat(error.detail()).contains("did you mean \"standardise\"?", "impute", "one_hot");
                });
    }

    @Test
    void unknownOptionsAreRefusedWhereTheyStand() {
        assertThatThrownBy(() -> TestPipelines.ofSteps(
                        "{'kind': 'impute', 'stratgy': 'mean'}, {'kind': 'one_hot', 'drop': 'first'}"))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldError::pointer)
                        .containsExactlyInAnyOrder("/features/0/transform/0/stratgy", "/features/0/transform/1/drop"));
    }

    @Test
    void stepsWithoutAKindAreToldWhichThereAre() {
        assertThatThrownBy(() -> TestPipelines.ofSteps("{'strategy': 'mean'}, 'impute', 3"))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldError::pointer)
                        .allSatisfy(pointer -> assertThat(pointer).startsWith("/features/0/transform/"))
                        .hasSize(3));
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithTheNearest() {
        PipelineDocument document = TestPipelines.document("{'numeric_cols': ['agge']}");
        assertThatThrownBy(() -> pipelines.fit(document, training(), FitOptions.DEFAULT))
                .hasMessageContaining("agge")
                .hasMessageContaining("did you mean age?");
    }

    @Test
    void textIsNoNumber() {
        PipelineDocument document = TestPipelines.document("{'numeric_cols': ['plan']}");
        assertThatThrownBy(() -> pipelines.fit(document, training(), FitOptions.DEFAULT))
                .hasMessage(
                        "Feature num__plan, step 1 (impute): the column plan holds text (\"free\"), and numbers are needed.");
    }

    @Test
    void whatHeldNumbersInTrainingMustHoldThemAlways() {
        FittedPipeline fitted =
                pipelines.fit(small(), training(), FitOptions.DEFAULT).pipeline();
        Table strange = new TestTable()
                .texts("age", "old")
                .numbers("income", 1)
                .texts("plan", "free")
                .texts("country", "NO")
                .table();
        assertThatThrownBy(() -> fitted.apply(strange)).hasMessageContaining("age held numbers in training");
    }

    @Test
    void aColumnMissingAltogetherIsRefused() {
        Table table = new TestTable().numbers("age", null, null).table();
        assertThatThrownBy(() ->
                        pipelines.fit(TestPipelines.document("{'numeric_cols': ['age']}"), table, FitOptions.DEFAULT))
                .hasMessageContaining("age is missing in every training row");
    }

    @Test
    void aConstantBecomesZero() {
        Table table = new TestTable().numbers("age", 0.1, 0.1, 0.1, null).table();
        PipelineFit fit = pipelines.fit(TestPipelines.document("{'numeric_cols': ['age']}"), table, FitOptions.DEFAULT);
        assertThat(fit.trained().columns()[0]).containsOnly(0.0);
    }

    private static void assertRow(double[] actual, double... expected) {
        assertThat(actual).containsExactly(expected, within(TOLERANCE));
    }
}
