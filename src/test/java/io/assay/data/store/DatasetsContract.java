package io.assay.data.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.data.ColumnType;
import io.assay.platform.database.TestPostgres;
import io.assay.platform.json.Binders;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of datasets, whichever PostgreSQL keeps them. */
abstract class DatasetsContract {

    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00.123456Z");

    private final DatasetRepository repository;

    DatasetsContract(TestPostgres server) {
        this.repository = new DatasetRepository(JdbcClient.create(server.migrated()), Binders.mapper());
    }

    private static Dataset dataset(String id, String name, @Nullable Instant expiresAt) {
        return new Dataset(
                id,
                name,
                3,
                716,
                "f".repeat(64),
                1,
                new DatasetDocument(
                        "what it holds",
                        List.of(new StoredColumn("näme \"😀\"", ColumnType.INSTANT)),
                        new DatasetDocument.Source(
                                null,
                                "csv",
                                true,
                                "0".repeat(64),
                                9,
                                "utf-8",
                                new DatasetDocument.Csv(
                                        "\t", "", "", true, 1, "comma", List.of("", "NA"), "%d.%m.%Y", null),
                                "quarantine"),
                        List.of("a note")),
                NOW,
                "somebody",
                expiresAt);
    }

    @Test
    void comesBackAsItWas() {
        Dataset stored = dataset("ds_1", "one", NOW.plusSeconds(60));
        repository.insert(stored);
        assertThat(repository.find("ds_1")).contains(stored);
        assertThat(repository.lock("ds_1")).contains(stored);
        assertThat(repository.find("ds_2")).isEmpty();
    }

    @Test
    void listsTheNewestFirst() {
        repository.insert(dataset("ds_1", "one", null));
        repository.insert(dataset("ds_2", "two", null));
        repository.insert(dataset("ds_3", "one", null));
        assertThat(repository.list(null, null, null, 2))
                .extracting(placed -> placed.value().id())
                .containsExactly("ds_3", "ds_2");
        Long before = repository.list(null, null, null, 2).getLast().place();
        assertThat(repository.list(null, null, before, 2))
                .extracting(placed -> placed.value().id())
                .containsExactly("ds_1");
        assertThat(repository.list("one", "f".repeat(64), null, 9)).hasSize(2);
        assertThat(repository.list("one", "0", null, 9)).isEmpty();
        assertThat(repository.totals()).isEqualTo(new DatasetRepository.Totals(3, 9, 3 * 716));
        assertThat(repository.known(List.of("ds_1", "ds_9"))).containsExactly("ds_1");
    }

    @Test
    void whatIsNeededIsNotDeleted() {
        repository.insert(dataset("ds_1", "one", null));
        repository.use("ds_1", "fit", "7");
        repository.use("ds_1", "fit", "7");
        assertThat(repository.uses("ds_1", 9))
                .extracting(DatasetRepository.Use::reference)
                .containsExactly("7");
        assertThat(repository.deleteUnused("ds_1")).isFalse();
        repository.release("ds_1", "fit", "7");
        assertThat(repository.deleteUnused("ds_1")).isTrue();
        assertThat(repository.find("ds_1")).isEmpty();
    }

    @Test
    void expiresWhatNothingNeeds() {
        repository.insert(dataset("ds_1", "over", NOW.minusSeconds(1)));
        repository.insert(dataset("ds_2", "needed", NOW.minusSeconds(2)));
        repository.insert(dataset("ds_3", "not yet", NOW.plusSeconds(1)));
        repository.insert(dataset("ds_4", "never", null));
        repository.use("ds_2", "run", "1");
        assertThat(repository.expired(NOW, 9)).containsExactly("ds_1");
    }

    @Test
    void keepsTheFirstProfileAndForgetsItWithTheDataset() {
        repository.insert(dataset("ds_1", "one", null));
        repository.keepProfile("ds_1", "y", "yes", "{}");
        repository.keepProfile("ds_1", "y", "yes", "other");
        assertThat(repository.profile("ds_1", "y", "yes")).contains("{}");
        assertThat(repository.profile("ds_1", "y", "no")).isEmpty();
        assertThat(repository.deleteUnused("ds_1")).isTrue();
        assertThat(repository.profile("ds_1", "y", "yes")).isEmpty();
    }
}
