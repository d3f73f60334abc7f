package io.assay.model.serving;

import io.assay.data.Table;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.SerializedString;

/**
 * Newline-delimited JSON in and out, in memory that does not grow: a row a line, answered in their order. What is wrong with
 * a line is answered in its place, with its number, and the others go on. Lines that are there together are scored together;
 * what was scored is sent before more is waited for.
 */
@Component
class LineStream {

    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int MOST_TOGETHER = 512;

    /** Bytes of lines that wait together: what is read of them waits in memory. */
    private static final int MOST_HELD = 4 << 20;

    private static final int BUFFER = 64 * 1024;

    private final Scoring scoring;

    LineStream(Scoring scoring) {
        this.scoring = scoring;
    }

    /**
     * Answers.
     *
     * @throws ProblemException with status 422 where the model's features look back at rows before: which of them are in
     *     memory would be chance
     */
    void answer(Route route, LineOptions options, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (route.model().needsHistory()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "Features of " + route.model()
                            + " look back at rows before, so rows are not scored one by one; send them together as JSON.");
        }
        Predictor.check(route.model(), options.wanted());
        response.setStatus(HttpStatus.OK.value());
        response.setContentType(MEDIA_TYPE);
        response.setHeader(
                "Assay-Model",
                route.model() + "; sha256=" + route.model().version().modelSha256());
        new Session(route, options, response.getOutputStream()).run(new Lines(request.getInputStream(), BUFFER));
    }

    /** A line and what is wrong with it; null where it is a row of those that wait. */
    private record Line(long number, @Nullable ProblemException fault) {}

    /** Rows whose scores are written, but not sent. */
    private static final class Answered {

        private final Table rows;
        private final Scores scores;
        private final String[] ids;

        Answered(Table rows, Scores scores, String[] ids) {
            this.rows = rows;
            this.scores = scores;
            this.ids = ids;
        }
    }

    private final class Session {

        private final Route route;
        private final LineOptions options;
        private final OutputStream to;
        private final SerializedString[] outputs;
        private final Bytes buffer = new Bytes(BUFFER);
        private final List<Line> waiting = new ArrayList<>();
        private final List<Answered> answered = new ArrayList<>();
        private final Findings findings = new Findings();
        private RowsReader rows;
        private int held;

        /** Lines that may wait together. */
        private final int most;

        /** Lines whose faults are written, but not sent. */
        private int faults;

        /** What reading and scoring the lines that wait has taken. */
        private long nanos;

        Session(Route route, LineOptions options, OutputStream to) {
            this.route = route;
            this.options = options;
            this.to = to;
            this.outputs = ScoreWriter.outputs(route.model());
            this.most = scoring.most(route.model(), options.wanted(), MOST_TOGETHER);
            this.rows = new RowsReader(route.inputs(), findings, most);
        }

        void run(Lines lines) throws IOException {
            while (lines.next()) {
                if (!lines.isBlank()) {
                    long begun = System.nanoTime();
                    waiting.add(new Line(lines.number(), read(lines)));
                    held += lines.length();
                    nanos += System.nanoTime() - begun;
                }
                boolean isMuch = waiting.size() == most || held >= MOST_HELD;
                if (isMuch || (!waiting.isEmpty() && !lines.hasMore())) {
                    send();
                }
            }
            send();
        }

        /** Adds the line's row to those that wait, unless something is wrong with it. */
        private @Nullable ProblemException read(Lines lines) {
            int before = rows.rows();
            findings.clear();
            try {
                if (lines.isTooLong()) {
                    findings.reject("", "must have at most " + Lines.LONGEST + " bytes");
                } else {
                    parse(lines);
                }
                // Of rows that are not refused yet, those that wait are looked at together.
                if (findings.isRefused(options.lenient())) {
                    rows.checkTimes(before);
                }
                findings.check(options.lenient(), route.inputs());
                return null;
            } catch (ProblemException fault) {
                rows.backTo(before);
                return fault;
            }
        }

        private void parse(Lines lines) {
            try (JsonParser parser = Json.parser(lines.array(), lines.from(), lines.length())) {
                try {
                    if (parser.nextToken() == JsonToken.START_OBJECT) {
                        rows.row(parser, "");
                    } else {
                        findings.misfit("", "must be an object of a row's values by column");
                        parser.skipChildren();
                    }
                    if (parser.nextToken() != null) {
                        findings.misfit("", "must be one JSON value, and something follows it");
                    }
                } catch (JacksonException syntax) {
                    throw Json.refusal(parser, syntax);
                }
            }
        }

        private void send() throws IOException {
            long begun = System.nanoTime();
            try (JsonGenerator out = Json.lines(buffer)) {
                if (rows.rows() == 0) {
                    for (Line line : waiting) {
                        fault(out, line.number(), line.fault());
                    }
                } else {
                    send(out);
                }
            }
            waiting.clear();
            held = 0;
            rows = new RowsReader(route.inputs(), findings, most);
            if (buffer.size() > 0) {
                buffer.write('\n');
            }
            nanos += System.nanoTime() - begun;
            to.write(buffer.array(), 0, buffer.size());
            to.flush();
            buffer.clear();
            if (faults > 0) {
                scoring.refused(route.model(), faults);
                faults = 0;
            }
            answered.forEach(part -> scoring.answered(route, part.rows, part.scores, part.ids));
            if (!answered.isEmpty()) {
                scoring.took(route.model(), nanos);
            }
            answered.clear();
            nanos = 0;
        }

        private void send(JsonGenerator out) {
            try {
                Table table = rows.table();
                Scores scores = scoring.together(route.model(), table, options.wanted());
                String[] ids = PredictionIds.of(table.rows());
                int row = 0;
                for (Line line : waiting) {
                    if (line.fault() == null) {
                        ScoreWriter.row(out, scores, outputs, row, ids[row]);
                        row++;
                    } else {
                        fault(out, line.number(), line.fault());
                    }
                }
                answered.add(new Answered(table, scores, ids));
            } catch (ProblemException someFault) {
                oneByOne(out);
            }
        }

        /** Something is wrong with some of them, which only scoring tells. */
        private void oneByOne(JsonGenerator out) {
            int row = 0;
            for (Line line : waiting) {
                ProblemException fault = line.fault();
                if (fault == null) {
                    fault = alone(out, row);
                    row++;
                }
                if (fault != null) {
                    fault(out, line.number(), fault);
                }
            }
        }

        private @Nullable ProblemException alone(JsonGenerator out, int row) {
            try {
                findings.clear();
                rows.checkTimes(row);
                findings.check(options.lenient(), route.inputs());
                Table one = rows.table(row);
                Scores scores = scoring.together(route.model(), one, options.wanted());
                String[] ids = PredictionIds.of(1);
                ScoreWriter.row(out, scores, outputs, 0, ids[0]);
                answered.add(new Answered(one, scores, ids));
                return null;
            } catch (ProblemException fault) {
                return fault;
            }
        }

        private void fault(JsonGenerator out, long number, @Nullable ProblemException fault) {
            if (fault == null) {
                return;
            }
            faults++;
            out.writeStartObject();
            out.writeNumberProperty("line", number);
            out.writeName("error");
            out.writeStartObject();
            out.writeStringProperty("detail", fault.detail());
            out.writeArrayPropertyStart("errors");
            for (FieldError error : fault.errors()) {
                out.writeStartObject();
                out.writeStringProperty("pointer", error.pointer());
                out.writeStringProperty("detail", error.detail());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
        }
    }
}
