package io.assay.data.store;

import io.assay.data.RowLines;
import io.assay.data.csv.CsvOptions;
import io.assay.data.file.DatasetFolder;
import io.assay.job.JobContext;
import io.assay.platform.digest.Digests;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Datasets that other work leaves behind, stored as those are that callers send. */
@Component
public final class NewDatasets {

    private static final int ID_BYTES = 10;

    private static final int BUFFER = 256 * 1024;

    private final ImportKind kind;
    private final DatasetFolder folder;
    private final SecureRandom random = new SecureRandom();

    NewDatasets(ImportKind kind, DatasetFolder folder) {
        this.kind = kind;
        this.folder = folder;
    }

    /**
     * Makes a dataset of rows; that it is there is written by what is returned, in the transaction that ends the work.
     *
     * @param name what it is called; null for its id
     * @param notes what there is to know of how it came about
     */
    public Supplier<ResponseEntity<?>> make(
            @Nullable String name, String description, List<String> notes, RowLines rows, JobContext context) {
        String id = "ds_" + HexFormat.of().formatHex(bytes());
        folder.hold(id);
        Path unfinished = folder.unfinished();
        try {
            MessageDigest digest = Digests.sha256();
            try (OutputStream lines = new BufferedOutputStream(
                    new DigestOutputStream(Files.newOutputStream(unfinished), digest), BUFFER)) {
                rows.writeTo(lines);
            }
            long size = Files.size(unfinished);
            DatasetFolder.place(unfinished, folder.waiting(id));
            return kind.run(
                    new ImportRequest(
                            id,
                            name == null ? id : name,
                            description,
                            null,
                            DatasetFormat.NDJSON,
                            HexFormat.of().formatHex(digest.digest()),
                            size,
                            size,
                            false,
                            null,
                            false,
                            null,
                            new CsvOptions(null, null, null, null, 0, false, List.of(), Map.of(), null, null)),
                    notes,
                    context);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            DatasetFolder.remove(unfinished);
            DatasetFolder.remove(folder.waiting(id));
            folder.release(id);
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
