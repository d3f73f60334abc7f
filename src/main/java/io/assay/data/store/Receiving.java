package io.assay.data.store;

import io.assay.data.file.DatasetFolder;
import io.assay.data.file.DatasetSettings;
import io.assay.platform.digest.Digests;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in what is sent: to the disk as it comes, decompressed, never more of it than there may be and is room for. */
@Component
final class Receiving {

    private static final int BUFFER = 256 * 1024;

    /** Looked at so often whether there is still room. */
    private static final long STEP = 16L * 1024 * 1024;

    private static final int HEAD = 4;

    private final DatasetFolder folder;

    private final boolean enabled;

    private final long most;

    private final long keepFree;

    Receiving(DatasetFolder folder, DatasetSettings settings) {
        this.folder = folder;
        this.enabled = settings.enabled();
        this.most = settings.maxUpload().toBytes();
        this.keepFree = settings.keepFree().toBytes();
    }

    /**
     * What was received whole, and is on the disk.
     *
     * @param sha256 of the bytes that were sent
     */
    record Received(
            Path file,
            String sha256,
            long sentBytes,
            long bytes,
            boolean gzip,
            @Nullable DatasetFormat looksLike) {}

    /**
     * Receives a body.
     *
     * @throws ProblemException with status 501 where none are stored, 413 when it is too large, 507 when there is no room, 422 when it is no whole
     *     gzip or empty
     */
    Received receive(Uploading.Body body) throws IOException {
        if (!enabled) {
            throw new ProblemException(
                    ProblemType.NOT_IMPLEMENTED,
                    "This service stores no datasets (assay.datasets.enabled); send rows with the requests that need them.");
        }
        if (!folder.isLasting()) {
            throw new ProblemException(
                    ProblemType.NOT_IMPLEMENTED,
                    "This service stores no datasets, for it cannot write to their folder (assay.datasets.directory); send"
                            + " rows with the requests that need them.");
        }
        if (body.declared() > most) {
            throw tooLarge();
        }
        checkRoom(Math.max(body.declared(), 0));
        Path file = folder.unfinished();
        boolean done = false;
        MessageDigest digest = Digests.sha256();
        try (Sent sent = new Sent(new DigestInputStream(body.bytes(), digest));
                BufferedInputStream head = new BufferedInputStream(sent, BUFFER)) {
            head.mark(2);
            boolean gzip = head.read() == 0x1F && head.read() == 0x8B;
            head.reset();
            if (body.gzip() && !gzip) {
                throw Importing.refused("Content-Encoding says gzip, and the body is not.", List.of());
            }
            long bytes = write(gzip ? new Gunzip(head, BUFFER) : head, file);
            // A checksum is the last thing in a gzip, and what follows it is part of what was sent.
            head.skip(Long.MAX_VALUE);
            if (bytes == 0) {
                throw Importing.refused("The body is empty.", List.of());
            }
            Received received = new Received(
                    file, HexFormat.of().formatHex(digest.digest()), sent.count, bytes, gzip, looksLike(file));
            done = true;
            return received;
        } catch (EOFException | ZipException damaged) {
            throw Importing.refused("The body is gzip that is damaged or cut off, or something follows it.", List.of());
        } finally {
            if (!done) {
                DatasetFolder.remove(file);
            }
        }
    }

    private long write(InputStream in, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long written = 0;
        long looked = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            int read = in.read(buffer);
            while (read >= 0) {
                written += read;
                if (written > most) {
                    throw tooLarge();
                }
                if (written - looked > STEP) {
                    looked = written;
                    checkRoom(0);
                }
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
        }
        return written;
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE,
                "An upload may have " + most + " bytes, decompressed too (assay.datasets.max-upload).");
    }

    private void checkRoom(long wanted) throws IOException {
        if (Files.getFileStore(folder.root()).getUsableSpace() - wanted < keepFree) {
            throw new ProblemException(
                    ProblemType.INSUFFICIENT_STORAGE, "The disk of the datasets has no room for this upload.");
        }
    }

    /** What the first bytes tell, whatever the headers say. */
    private static @Nullable DatasetFormat looksLike(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == HEAD && head[0] == 'P' && head[1] == 'A' && head[2] == 'R' && head[3] == '1') {
            return DatasetFormat.PARQUET;
        }
        if (head.length == HEAD && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "This is a zip archive or a workbook; send CSV, newline-delimited JSON or Parquet, plain or gzip.");
        }
        return head.length > 0 && head[0] == '{' ? DatasetFormat.NDJSON : null;
    }

    /** Counts the bytes that were sent; no end of it is the request's. */
    private static final class Sent extends FilterInputStream {

        private long count;

        Sent(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public void close() {
            // The server ends the request.
        }
    }
}
