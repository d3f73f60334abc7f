package io.assay.model.protocol;

import io.assay.data.Table;
import io.assay.model.serving.Loaded;
import io.assay.model.serving.PredictionIds;
import io.assay.model.serving.Predictor;
import io.assay.model.serving.Route;
import io.assay.model.serving.Scores;
import io.assay.model.serving.Scoring;
import io.assay.model.serving.ServerTiming;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * From an inference request to its answer, by the way that every prediction goes. The body is read whatever its
 * Content-Type says: clients of the protocol send none, or that of binary data for JSON.
 */
@Component
class Inference {

    /** Of requests and answers that have binary data after the JSON: the length of the JSON. */
    private static final String BINARY = "Inference-Header-Content-Length";

    /** Where {@link Predictor} takes rows to be. */
    private static final String ROWS = "/data";

    private static final String INPUTS = "/inputs";

    private final Scoring scoring;
    private final int mostBytes;

    Inference(Scoring scoring, @Value("${assay.http.max-body-size}") DataSize mostBytes) {
        this.scoring = scoring;
        this.mostBytes = Math.toIntExact(mostBytes.toBytes());
    }

    /** Writes the answer, and tells of it when it is written. */
    void answer(Route route, HttpServletRequest request, HttpServletResponse response) throws IOException {
        checkEncoding(request);
        byte[] body = body(request);
        long begun = System.nanoTime();
        InferenceRequest asked = RequestReader.read(body);
        Loaded model = route.model();
        List<Outputs> outputs = Outputs.of(model, asked.outputs());
        Table rows = TensorTable.of(asked.inputs(), model.inputs(), model::knows);
        long parsed = System.nanoTime();
        Scores scores = scores(model, rows);
        String[] ids = PredictionIds.of(scores.size());
        long scored = System.nanoTime();
        byte[] answer = InferenceAnswer.write(asked.id(), outputs, scores, ids);
        long written = System.nanoTime();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        ServerTiming.set(response, parsed - begun, scores, written - scored);
        response.getOutputStream().write(answer);
        scoring.answered(route, rows, scores, ids);
        scoring.took(model, written - begun);
    }

    private Scores scores(Loaded model, Table rows) {
        try {
            return scoring.score(
                    model, rows, Predictor.Wanted.NUMBERS, row -> new FieldError(INPUTS, "in row " + row + ": "));
        } catch (ProblemException refusal) {
            throw new ProblemException(
                    refusal.type(),
                    refusal.detail(),
                    refusal.errors().stream().map(Inference::inInputs).toList());
        }
    }

    private static FieldError inInputs(FieldError error) {
        return error.pointer().startsWith(ROWS) ? new FieldError(INPUTS, error.detail()) : error;
    }

    private static void checkEncoding(HttpServletRequest request) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is not supported; send the body as it is.");
        }
        if (request.getHeader(BINARY) != null) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Binary data after the JSON (" + BINARY
                            + ") are not taken; send data as JSON (tritonclient: binary_data=False).");
        }
    }

    /** Without Content-Length only reading tells the size; with it no more than that is allocated. */
    private byte[] body(HttpServletRequest request) throws IOException {
        long declared = request.getContentLengthLong();
        byte[] body = declared > mostBytes
                ? new byte[0]
                : request.getInputStream().readNBytes(Math.toIntExact(declared < 0 ? mostBytes + 1L : declared));
        if (declared > mostBytes || body.length > mostBytes) {
            throw new ProblemException(
                    ProblemType.PAYLOAD_TOO_LARGE, "The request body is larger than " + mostBytes + " bytes.");
        }
        return body;
    }
}
