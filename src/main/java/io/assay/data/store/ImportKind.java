package io.assay.data.store;

import io.assay.data.file.DatasetFolder;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes a dataset of what was received. */
@Component
final class ImportKind implements JobKind<ImportRequest> {

    private static final long SMALL = 4L * 1024 * 1024;

    private final Importing importing;
    private final DatasetFolder folder;
    private final DatasetRepository repository;

    ImportKind(Importing importing, DatasetFolder folder, DatasetRepository repository) {
        this.importing = importing;
        this.folder = folder;
        this.repository = repository;
    }

    @Override
    public String name() {
        return "dataset_import";
    }

    @Override
    public Class<ImportRequest> parameters() {
        return ImportRequest.class;
    }

    @Override
    public boolean isSmall(ImportRequest request) {
        return request.bytes() <= SMALL;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(ImportRequest request, JobContext context) {
        return run(request, List.of(), context);
    }

    /** @param notes what there is to know of it besides what is found out while it is read */
    Supplier<ResponseEntity<?>> run(ImportRequest request, List<String> notes, JobContext context) {
        Importing.Made made = importing.make(request, context).noted(notes);
        return () -> store(request, made, context);
    }

    /** It will not be read any more. */
    @Override
    public void abandoned(ImportRequest request) {
        DatasetFolder.remove(folder.waiting(request.id()));
    }

    /** The file first: a row never tells of one that is not there. */
    private ResponseEntity<?> store(ImportRequest request, Importing.Made made, JobContext context) {
        folder.hold(request.id());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                folder.release(request.id());
                if (status == STATUS_COMMITTED) {
                    DatasetFolder.remove(folder.waiting(request.id()));
                }
            }
        });
        Path file = folder.stored(request.id());
        place(made.file(), file);
        if (made.bad() != null) {
            place(made.bad(), folder.quarantine(request.id()));
        }
        Dataset dataset = new Dataset(
                request.id(),
                request.name(),
                made.rows(),
                size(file),
                made.fingerprint(),
                made.quarantined(),
                made.document(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                context.caller().name(),
                request.expiresAt());
        repository.insert(dataset);
        return ResponseEntity.created(URI.create(DatasetController.PATH + "/" + dataset.id()))
                .body(DatasetAnswer.of(dataset, List.of()));
    }

    /** Done before where the database lost the transaction that this was done in. */
    private static void place(Path unfinished, Path place) {
        if (Files.exists(unfinished) || !Files.exists(place)) {
            DatasetFolder.place(unfinished, place);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
