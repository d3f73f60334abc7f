package io.assay.model.serving;

import io.assay.data.Table;
import io.assay.job.Jobs;
import io.assay.model.registry.ModelReference;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Parameters;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.security.Requires;
import io.assay.platform.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JsonGenerator;

/** From a request to its answer: rows at once, lines as they come, a dataset by a job. */
@Component
class Predicting {

    /** What a row of an answer takes at least. */
    private static final int ROW_BYTES = 120;

    private final LoadedModels models;
    private final Scoring scoring;
    private final ServingMeters meters;
    private final LineStream lines;
    private final ScoreKind kind;
    private final Jobs jobs;
    private final int mostBytes;

    Predicting(
            LoadedModels models,
            Scoring scoring,
            ServingMeters meters,
            LineStream lines,
            ScoreKind kind,
            Jobs jobs,
            @Value("${assay.http.max-body-size}") DataSize mostBytes) {
        this.models = models;
        this.scoring = scoring;
        this.meters = meters;
        this.lines = lines;
        this.kind = kind;
        this.jobs = jobs;
        this.mostBytes = Math.toIntExact(mostBytes.toBytes());
    }

    @Nullable
    ResponseEntity<byte[]> answer(
            ModelReference reference,
            LineOptions options,
            HttpServletRequest request,
            HttpServletResponse response,
            Prefer prefer,
            Caller caller,
            IdempotencyKey key)
            throws IOException {
        Route route = models.route(reference);
        String type = String.valueOf(request.getContentType());
        checkEncoding(request, type);
        if (type.toLowerCase(Locale.ROOT).startsWith(LineStream.MEDIA_TYPE)) {
            lines.answer(route, options, request, response);
            return null;
        }
        if (options.given()) {
            throw Parameters.refused("With JSON nothing is said in the query; the body has a place for it.");
        }
        byte[] body = body(request);
        long begun = System.nanoTime();
        Asked asked = PredictBody.read(body, route.inputs());
        Table rows = asked.rows();
        if (rows == null) {
            return dataset(route, asked, prefer, caller, key);
        }
        rows(route, asked, rows, begun, response);
        return null;
    }

    /** Writes to the response itself: what else chooses how an answer is written would take longer than scoring a row. */
    private void rows(Route route, Asked asked, Table rows, long begun, HttpServletResponse response)
            throws IOException {
        long parsed = System.nanoTime();
        Scores scores = scoring.score(route.model(), rows, asked.wanted(), asked::at);
        String[] ids = asked.ids(rows.rows());
        long scored = System.nanoTime();
        Bytes answer = new Bytes(ROW_BYTES * (ids.length + 3));
        try (JsonGenerator out = Json.generator(answer)) {
            ScoreWriter.answer(out, route, asked, scores, ids);
        }
        long written = System.nanoTime();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.size());
        ServerTiming.set(response, parsed - begun, scores, written - scored);
        response.getOutputStream().write(answer.array(), 0, answer.size());
        scoring.answered(route, rows, scores, ids);
        meters.time(route.model(), written - begun);
    }

    private ResponseEntity<byte[]> dataset(Route route, Asked asked, Prefer prefer, Caller caller, IdempotencyKey key) {
        Requires.role(Role.ANALYST);
        if (asked.wanted().reasons() > 0) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request has an error.",
                    List.of(new FieldError("/explain", "is for rows in the request, and not for a dataset")));
        }
        ScoreKind.Parameters parameters = new ScoreKind.Parameters(
                route.model().version().name(),
                route.model().version().version(),
                String.valueOf(asked.dataset()),
                asked.wanted().threshold(),
                asked.lenient(),
                asked.name());
        return jobs.run(kind, parameters, prefer, key, caller, parameters);
    }

    private static void checkEncoding(HttpServletRequest request, String type) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is not supported; send the body as it is.");
        }
        if (type.indexOf(';') >= 0 && !isUtf8(type)) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "JSON is encoded in UTF-8; the body's media type is " + type + ".");
        }
    }

    /** The request's own answer is that of a filter, which has every request in UTF-8. */
    private static boolean isUtf8(String type) {
        try {
            Charset charset = MediaType.parseMediaType(type).getCharset();
            return charset == null || charset.equals(StandardCharsets.UTF_8);
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }

    /** Without Content-Length only reading tells the size; with it no more than that is allocated. */
    private byte[] body(HttpServletRequest request) throws IOException {
        long declared = request.getContentLengthLong();
        if (declared > mostBytes) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(Math.toIntExact(declared < 0 ? mostBytes + 1L : declared));
        if (body.length > mostBytes) {
            throw tooLarge();
        }
        return body;
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE,
                "The request body is larger than " + mostBytes
                        + " bytes; send more rows as newline-delimited JSON, or store a dataset.");
    }
}
