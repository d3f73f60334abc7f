package io.assay.data.store;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.Tables;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.data.csv.CsvOptions;
import io.assay.data.file.DatasetFolder;
import io.assay.job.Jobs;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Parameters;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.Idempotency;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.json.RequestBinder;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From a body to a dataset, or to the job that makes one. */
@Component
final class Uploading {

    private static final int ID_BYTES = 10;

    private final Receiving receiving;
    private final Jobs jobs;
    private final ImportKind kind;
    private final DatasetFolder folder;
    private final JsonMapper json;
    private final RequestBinder binder;
    private final int mostJson;

    /** A tree takes many times the memory of its text. */
    private final Semaphore trees = new Semaphore(2);

    private final SecureRandom random = new SecureRandom();

    /**
     * What is sent.
     *
     * @param declared its length; negative where it is not known
     * @param gzip whether it is said to be gzip
     */
    record Body(InputStream bytes, long declared, boolean gzip) {}

    /** What makes two uploads of one idempotency key the same. */
    private record Asked(String sha256, Upload upload) {}

    Uploading(
            Receiving receiving,
            Jobs jobs,
            ImportKind kind,
            DatasetFolder folder,
            JsonMapper json,
            RequestBinder binder,
            @Value("${assay.http.max-body-size}") DataSize mostJson) {
        this.binder = binder;
        this.mostJson = Math.toIntExact(mostJson.toBytes());
        this.receiving = receiving;
        this.jobs = jobs;
        this.kind = kind;
        this.folder = folder;
        this.json = json;
    }

    /** Receives a file and stores it. */
    ResponseEntity<byte[]> file(
            Body body, @Nullable MediaType mediaType, Upload upload, Prefer prefer, IdempotencyKey key, Caller caller)
            throws IOException {
        DatasetFormat said = said(mediaType, upload);
        Receiving.Received received = receiving.receive(body);
        boolean taken = false;
        try {
            DatasetFormat format = format(said, received.looksLike());
            taken = true;
            return store(received, format, upload, prefer, key, caller);
        } finally {
            if (!taken) {
                DatasetFolder.remove(received.file());
            }
        }
    }

    /** Null where the media type says that it does not say. */
    private static @Nullable DatasetFormat said(@Nullable MediaType mediaType, Upload upload) {
        for (DatasetFormat format : DatasetFormat.values()) {
            if (mediaType != null
                    && MediaType.parseMediaType(format.mediaType()).isCompatibleWith(mediaType)) {
                if (upload.format() != null && upload.format() != format) {
                    throw Parameters.refused("The query parameter format says "
                            + upload.format().word() + ", and Content-Type says " + format.word() + ".");
                }
                return format;
            }
        }
        return upload.format();
    }

    private static DatasetFormat format(@Nullable DatasetFormat said, @Nullable DatasetFormat looksLike) {
        boolean parquet = looksLike == DatasetFormat.PARQUET;
        if (said != null && parquet != (said == DatasetFormat.PARQUET)) {
            throw Importing.refused(
                    parquet
                            ? "The file is Parquet, and was sent as " + said.word() + "."
                            : "The file is not Parquet, which begins with PAR1.",
                    List.of());
        }
        return said != null ? said : looksLike == null ? DatasetFormat.CSV : looksLike;
    }

    /** Stores rows of a request's JSON. */
    ResponseEntity<byte[]> json(HttpServletRequest body, Prefer prefer, IdempotencyKey key, Caller caller)
            throws IOException {
        if (body.getQueryString() != null) {
            throw Parameters.refused("With JSON nothing is said in the query; name and description are members.");
        }
        if (body.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Encoding is not supported for JSON; send the body as it is.");
        }
        byte[] bytes = body.getInputStream().readNBytes(mostJson + 1);
        if (bytes.length > mostJson) {
            throw new ProblemException(
                    ProblemType.PAYLOAD_TOO_LARGE,
                    "The request body is larger than " + mostJson
                            + " bytes; send larger tables as CSV, newline-delimited JSON or Parquet.");
        }
        StoreRequest request;
        byte[] lines;
        trees.acquireUninterruptibly();
        try {
            request = binder.bind(bytes, StoreRequest.class);
            lines = lines(Tables.inline(request.data(), "/data"));
        } finally {
            trees.release();
        }
        Upload upload = new Upload(
                request.name(),
                request.description(),
                null,
                DatasetFormat.INLINE,
                null,
                false,
                request.expiresAt(),
                new CsvOptions(null, null, null, null, 0, false, List.of(), Map.of(), null, null));
        Receiving.Received received = receiving.receive(new Body(new ByteArrayInputStream(lines), lines.length, false));
        return store(received, DatasetFormat.INLINE, upload, prefer, key, caller);
    }

    private byte[] lines(Table table) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int row = 0; row < table.rows(); row++) {
            ObjectNode line = json.createObjectNode();
            for (Column column : table.columns()) {
                put(line, column, row);
            }
            lines.write(json.writeValueAsBytes(line));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static void put(ObjectNode line, Column column, int row) {
        if (column.isMissing(row)) {
            line.putNull(column.name());
            return;
        }
        switch (column) {
            case NumberColumn numbers when numbers.isWhole() -> line.put(column.name(), (long) numbers.values()[row]);
            case NumberColumn numbers -> line.put(column.name(), numbers.values()[row]);
            case TextColumn words -> line.put(column.name(), words.text(row));
            case TimeColumn times -> throw new IllegalStateException("a request has no times: " + times.name());
        }
    }

    private ResponseEntity<byte[]> store(
            Receiving.Received received,
            DatasetFormat format,
            Upload upload,
            Prefer prefer,
            IdempotencyKey key,
            Caller caller) {
        String id = "ds_" + HexFormat.of().formatHex(bytes());
        folder.hold(id);
        boolean needed = false;
        try {
            DatasetFolder.place(received.file(), folder.waiting(id));
            ImportRequest request = new ImportRequest(
                    id,
                    name(upload, id),
                    upload.description(),
                    upload.fileName(),
                    format,
                    received.sha256(),
                    received.sentBytes(),
                    received.bytes(),
                    received.gzip(),
                    upload.encoding(),
                    upload.quarantine(),
                    upload.expiresAt(),
                    upload.options());
            ResponseEntity<byte[]> answer =
                    jobs.run(kind, request, prefer, key, caller, new Asked(received.sha256(), upload));
            needed = answer.getStatusCode().isSameCodeAs(HttpStatus.ACCEPTED) && !isReplayed(answer);
            return answer;
        } finally {
            if (!needed) {
                DatasetFolder.remove(folder.waiting(id));
            }
            folder.release(id);
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static boolean isReplayed(ResponseEntity<byte[]> answer) {
        return answer.getHeaders().getFirst(Idempotency.REPLAYED) != null;
    }

    private static String name(Upload upload, String id) {
        if (upload.name() != null) {
            return upload.name();
        }
        return upload.fileName() != null ? upload.fileName() : id;
    }
}
