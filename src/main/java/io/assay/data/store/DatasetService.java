package io.assay.data.store;

import static org.jooq.impl.DSL.inline;

import io.assay.data.duck.Duck;
import io.assay.data.file.DatasetFolder;
import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.Query;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of datasets that are there. */
@Component
public final class DatasetService {

    private static final Pattern ID = Pattern.compile("ds_[0-9a-f]{20}");

    private static final int USES = 100;

    private final DatasetRepository repository;
    private final DatasetFolder folder;
    private final Duck duck;
    private final JsonMapper json;

    DatasetService(DatasetRepository repository, DatasetFolder folder, Duck duck, JsonMapper json) {
        this.repository = repository;
        this.folder = folder;
        this.duck = duck;
        this.json = json;
    }

    static ProblemException unknown(String id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no dataset " + shown(id) + ".");
    }

    static String shown(String id) {
        return ID.matcher(id).matches() ? id : "of this id";
    }

    /** The dataset of a path; 404 where there is none. */
    Dataset get(String id) {
        return ID.matcher(id).matches() ? repository.find(id).orElseThrow(() -> unknown(id)) : notAnId(id);
    }

    private static Dataset notAnId(String id) {
        throw unknown(id);
    }

    /** The dataset that a request names; 422 where there is none. */
    Dataset named(String id, String pointer) {
        Dataset found = ID.matcher(id).matches() ? repository.find(id).orElse(null) : null;
        if (found == null) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The table cannot be read.",
                    List.of(new FieldError(pointer, "must be the id of a dataset that is stored")));
        }
        return found;
    }

    DatasetAnswer answer(String id) {
        return DatasetAnswer.of(get(id), repository.uses(id, USES));
    }

    DatasetAnswer.Page list(@Nullable String name, @Nullable String fingerprint, Page page) {
        Part<DatasetAnswer> part = page.part(repository.list(name, fingerprint, page.after(), page.lookedFor()))
                .map(dataset -> DatasetAnswer.of(dataset, repository.uses(dataset.id(), USES)));
        return new DatasetAnswer.Page(part.items(), part.next());
    }

    /** The file of a dataset; 503 where it is not there, which a volume that is not mounted would explain. */
    Path file(Dataset dataset) {
        Path file = folder.stored(dataset.id());
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "The rows of dataset " + dataset.id()
                            + " are not in the folder of the datasets (assay.datasets.directory): is its volume there?");
        }
        return file;
    }

    RowsAnswer rows(String id, Page page) {
        Dataset dataset = get(id);
        Path file = file(dataset);
        long first = page.after(0);
        List<SelectField<?>> fields = new ArrayList<>();
        for (int place = 0; place < dataset.columns().size(); place++) {
            fields.add(ParquetFile.shown(
                    ParquetFile.value(place), dataset.columns().get(place).type()));
        }
        Query query = Duck.sql()
                .select(fields)
                .from(ParquetFile.rows(file))
                .limit(inline(page.limit()))
                .offset(inline(first));
        List<Map<String, @Nullable Object>> rows = duck.call(session -> session.rows(query, row -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int place = 0; place < fields.size(); place++) {
                values.put(dataset.columns().get(place).name(), row.getObject(place + 1));
            }
            return values;
        }));
        long next = first + rows.size();
        return new RowsAnswer(first, rows, next < dataset.rows() && !rows.isEmpty() ? Part.cursor(next) : null);
    }

    RowsAnswer.Bad quarantine(String id, Page page) {
        Dataset dataset = get(id);
        long first = page.after(0);
        List<RowsAnswer.BadRow> rows = new ArrayList<>();
        if (dataset.quarantined() > 0) {
            file(dataset);
            try (BufferedReader lines = Files.newBufferedReader(folder.quarantine(id))) {
                lines.lines()
                        .skip(first)
                        .limit(page.limit())
                        .forEach(line -> rows.add(json.readValue(line, RowsAnswer.BadRow.class)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        long next = first + rows.size();
        return new RowsAnswer.Bad(
                dataset.quarantined(),
                rows,
                next < dataset.quarantined() && !rows.isEmpty() ? Part.cursor(next) : null);
    }

    /** Deletes in the transaction that is open; the file goes after it. */
    DatasetAnswer delete(String id) {
        Dataset dataset = ID.matcher(id).matches() ? repository.lock(id).orElseThrow(() -> unknown(id)) : notAnId(id);
        List<DatasetRepository.Use> uses = repository.uses(id, USES);
        if (!uses.isEmpty() || !repository.deleteUnused(id)) {
            List<String> some =
                    uses.stream().map(use -> use.by() + " " + use.reference()).toList();
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Dataset " + dataset.id() + " is needed by " + String.join(", ", some)
                            + (uses.size() == USES ? " and others" : "") + ".");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                removeFiles(id);
            }
        });
        return DatasetAnswer.of(dataset, List.of());
    }

    void removeFiles(String id) {
        DatasetFolder.remove(folder.stored(id));
        DatasetFolder.remove(folder.quarantine(id));
    }
}
