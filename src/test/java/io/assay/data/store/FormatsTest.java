package io.assay.data.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.data.duck.Duck;
import io.assay.data.duck.TestDuck;
import io.assay.platform.problem.ProblemAssertions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One table in every form that it may be sent in: one content, and so one fingerprint. */
class FormatsTest extends DatasetHttp {

    private static final String CSV = """
            id,name,price,day,at,zip
            1,Zoë,9.5,2026-01-31,2026-01-31T10:00:00.25Z,00501
            2,"a ""b"", c",,2026-02-01,,90210
            3,,-3,,2026-02-01T00:00:00Z,
            """;

    private static final String NDJSON = """
            {"id":1,"name":"Zoë","price":9.5,"day":"2026-01-31","at":"2026-01-31T10:00:00.25Z","zip":"00501"}
            {"id":2,"name":"a \\"b\\", c","price":null,"day":"2026-02-01","zip":"90210"}

            {"price":-3.0,"id":3,"at":"2026-02-01T01:00:00+01:00"}
            """;

    @TempDir
    private Path folder;

    private String fingerprint(HttpResponse<String> stored) {
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        return json(stored).path("fingerprint").asString();
    }

    private String csv() {
        return fingerprint(upload("", "text/csv", CSV));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private byte[] parquet(String query) throws IOException, SQLException {
        Duck duck = TestDuck.in(folder.resolve("datasets"));
        Path file = folder.resolve("datasets/stored/sent.parquet");
        duck.call(session -> {
            session.run(Duck.sql()
                    .query("copy ({0}) to {1} (format parquet)", DSL.sql(query), DSL.inline(file.toString())));
            return true;
        });
        duck.destroy();
        return Files.readAllBytes(file);
    }

    @Test
    void gzipIsTheSame() throws IOException {
        byte[] gzip = gzip(CSV.getBytes(UTF_8));
        HttpResponse<String> stored = upload("", "text/csv", gzip);
        assertThat(fingerprint(stored)).isEqualTo(csv());
        JsonNode source = json(stored).path("source");
        assertThat(source.path("gzip").booleanValue()).isTrue();
        assertThat(source.path("sent_bytes").intValue()).isEqualTo(gzip.length);
    }

    @Test
    void whatFollowsGzipOrOnlySaysThatItIsIsRefused() throws IOException {
        byte[] gzip = gzip(CSV.getBytes(UTF_8));
        byte[] followed = Arrays.copyOf(gzip, gzip.length + 5);
        ProblemAssertions.isProblem(upload("", "text/csv", followed), 422, "impossible-input");
        HttpResponse<String> plain = send(request("/api/v1/datasets")
                .headers("Content-Type", "text/csv", "Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(CSV))
                .build());
        ProblemAssertions.isProblem(plain, 422, "impossible-input");
        assertThat(json(plain).path("detail").asString()).contains("Content-Encoding");
        assertThat(fingerprint(send(request("/api/v1/datasets")
                        .headers("Content-Type", "text/csv", "Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(gzip))
                        .build())))
                .isEqualTo(csv());
    }

    /** The byte A4 is the euro in one and the currency sign in the other. */
    @Test
    void theCharsetOfTheMediaTypeIsObeyed() {
        byte[] text = "price,of\n1,\u00a4\n".getBytes(ISO_8859_1);
        String euro = fingerprint(upload("", "text/csv", "price,of\n1,\u20ac\n"));
        assertThat(fingerprint(upload("", "text/csv; charset=ISO-8859-15", text)))
                .isEqualTo(euro);
        assertThat(fingerprint(upload("", "text/csv; charset=\"iso-8859-15\"", text)))
                .isEqualTo(euro);
        assertThat(fingerprint(upload("encoding=iso-8859-15", "text/csv", text)))
                .isEqualTo(euro);
        assertThat(fingerprint(upload("", "text/csv; charset=utf-8", CSV))).isEqualTo(csv());
        ProblemAssertions.isProblem(upload("", "text/csv; charset=utf-8", text), 422, "impossible-input");
        ProblemAssertions.isProblem(upload("", "text/csv; charset=koi8-r", text), 415, "unsupported-media-type");
        ProblemAssertions.isProblem(upload("encoding=utf-8", "text/csv; charset=iso-8859-1", text), 400, "bad-request");
    }

    @Test
    void newlineDelimitedJsonIsTheSame() {
        HttpResponse<String> stored = upload("", "application/x-ndjson", NDJSON);
        assertThat(fingerprint(stored)).isEqualTo(csv());
        assertThat(json(stored).path("columns").toString())
                .isEqualTo(json(upload("", "text/csv", CSV)).path("columns").toString());
    }

    @Test
    void parquetIsTheSame() throws Exception {
        byte[] file = parquet("""
                select * from (values
                    (1::tinyint, 'Zoë', 9.5::decimal(4, 2), date '2026-01-31',
                     timestamptz '2026-01-31 10:00:00.25+00', '00501'),
                    (2, 'a "b", c', null, date '2026-02-01', null, '90210'),
                    (3, null, -3, null, timestamptz '2026-02-01 00:00:00+00', null))
                t(id, name, price, day, "at", zip)""");
        assertThat(fingerprint(upload("", "application/vnd.apache.parquet", file)))
                .isEqualTo(csv());
        assertThat(fingerprint(upload("format=parquet", "application/octet-stream", file)))
                .isEqualTo(csv());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date '9999-12-31' + 1",
                "date '0001-01-01' - 1",
                "'infinity'::date",
                "'-infinity'::timestamp",
                "timestamp '12000-01-01 00:00:00'",
                "'infinity'::timestamptz"
            })
    void timesThatTextCannotNameAreRefusedInParquet(String value) throws Exception {
        byte[] file = parquet("select " + value + " as t union all select null");
        HttpResponse<String> refused = upload("", "application/vnd.apache.parquet", file);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("Column t holds 1 dates or times outside of the years 1 to 9999");
    }

    @Test
    void rowsOfARequestAreTheSame() {
        String rows = NDJSON.lines()
                .filter(line -> !line.isBlank())
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        HttpResponse<String> stored = upload("", "application/json", "{\"data\":{\"rows\":[" + rows + "]}}");
        assertThat(fingerprint(stored)).isEqualTo(csv());
    }

    @Test
    void otherDialectsAreTheSame() {
        assertThat(fingerprint(upload("", "text/csv", CSV.replace("\n", "\r\n"))))
                .isEqualTo(csv());
        assertThat(fingerprint(upload("", "text/csv", CSV.replace("\n", "\r")))).isEqualTo(csv());
        assertThat(fingerprint(upload(
                        "decimal=comma",
                        "text/csv",
                        CSV.replace("c\"", "\u0001")
                                .replace(',', ';')
                                .replace("9.5", "9,5")
                                .replace("b\"\"; ", "b\"\", ")
                                .replace("\u0001", "c\""))))
                .isEqualTo(csv());
    }

    @Test
    void encodingsAreTheSame() {
        assertThat(fingerprint(upload("", "text/csv", encoded("\uFEFF" + CSV, UTF_8))))
                .isEqualTo(csv());
        assertThat(fingerprint(upload("", "text/csv", encoded("\uFEFF" + CSV, UTF_16LE))))
                .isEqualTo(csv());
        assertThat(fingerprint(upload("", "text/csv", encoded("\uFEFF" + CSV, UTF_16BE))))
                .isEqualTo(csv());
        HttpResponse<String> latin = upload("", "text/csv", encoded(CSV, ISO_8859_1));
        assertThat(fingerprint(latin)).isEqualTo(csv());
        assertThat(json(latin).at("/source/encoding").asString()).isEqualTo("windows-1252");
        assertThat(fingerprint(upload("encoding=iso-8859-1", "text/csv", encoded(CSV, ISO_8859_1))))
                .isEqualTo(csv());
    }

    private static byte[] encoded(String text, Charset charset) {
        return text.getBytes(charset);
    }

    @Test
    void whatIsNotOfItsEncodingIsRefused() {
        assertThat(upload("encoding=utf-8", "text/csv", encoded(CSV, ISO_8859_1))
                        .statusCode())
                .isEqualTo(422);
        assertThat(upload("", "application/x-ndjson", encoded(NDJSON, ISO_8859_1))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void namesOfAnyKindAreKept() {
        String names = "\"a \"\"b\"\"\",Ä'; drop table x; --,😀,\"two\nlines\",a,A,{0},c0";
        HttpResponse<String> stored = upload("", "text/csv", names + "\n1,2,3,4,5,6,7,8\n2,3,4,5,6,7,8,9\n");
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        String id = json(stored).path("id").asString();
        assertThat(json(get(PATH + "/" + id + "/rows")).at("/rows/0").toString())
                .isEqualTo(
                        "{\"a \\\"b\\\"\":1,\"Ä'; drop table x; --\":2,\"😀\":3,\"two\\nlines\":4,\"a\":5,\"A\":6,\"{0}\":7,"
                                + "\"c0\":8}");
    }

    @Test
    void aColumnOfMissingValuesAlone() {
        assertThat(upload("", "application/x-ndjson", "{\"a\":null}\n{\"a\":null}\n")
                        .statusCode())
                .isEqualTo(201);
        HttpResponse<String> stored = upload("", "application/x-ndjson", "{\"a\":1}\n{\"a\":null}\n{}\n");
        assertThat(json(stored).path("rows").intValue()).as(stored.body()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}\n{\"a\":[1]}\n",
                "{\"a\":1}\n[1]\n",
                "{\"a\":1}\n{\"a\":1,\"a\":2}\n",
                "{\"a\":1}\n{\"a\":1} {\"a\":2}\n",
                "{\"a\":1}\n{\"a\":NaN}\n",
                "{\"a\":\"\\ud83d\\ude00\"}\n{\"a\":\"\\ud83d\"}\n",
                "{\"a\":1}\n{\"\\ude00\":1,\"a\":1}\n"
            })
    void badLinesOfJsonAreNamed(String lines) {
        HttpResponse<String> refused = upload("", "application/x-ndjson", lines);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(json(refused).at("/errors/0/pointer").asString()).isEqualTo("/line/2");
    }

    @Test
    void whatParquetHoldsAndDatasetsDoNotIsRefused() throws Exception {
        HttpResponse<String> list = upload("", "application/vnd.apache.parquet", parquet("select [1, 2] as a"));
        assertThat(list.statusCode()).isEqualTo(422);
        assertThat(list.body()).contains("Column a is INTEGER[]");
        HttpResponse<String> infinite =
                upload("", "application/vnd.apache.parquet", parquet("select 'inf'::double as a"));
        assertThat(infinite.body()).contains("1 infinite numbers");
        HttpResponse<String> damaged =
                upload("", "application/vnd.apache.parquet", "PAR1 and then nothing PAR1".getBytes(UTF_8));
        assertThat(damaged.statusCode()).as(damaged.body()).isEqualTo(422);
    }

    @Test
    void wholeNumbersOfParquetBeyond53BitsAreText() throws Exception {
        HttpResponse<String> stored = upload(
                "",
                "application/vnd.apache.parquet",
                parquet("select 9007199254740993::bigint as a, 'nan'::double as b"));
        assertThat(json(stored).at("/columns/0/type").asString())
                .as(stored.body())
                .isEqualTo("text");
        String id = json(stored).path("id").asString();
        assertThat(json(get(PATH + "/" + id + "/rows")).at("/rows/0").toString())
                .isEqualTo("{\"a\":\"9007199254740993\",\"b\":null}");
    }

    @Test
    void badRowsAreRefusedOrSetAside() {
        String bad = "a,b\n1,2\n3\n4,5\n";
        HttpResponse<String> refused = upload("", "text/csv", bad);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("errors").toString())
                .isEqualTo("[{\"pointer\":\"/line/3\",\"detail\":\"has 1 cell where the first row has 2\"}]");
        HttpResponse<String> stored = upload("bad_rows=quarantine", "text/csv", bad);
        assertThat(json(stored).path("quarantined").intValue())
                .as(stored.body())
                .isEqualTo(1);
        String path = PATH + "/" + json(stored).path("id").asString();
        assertThat(json(get(path + "/quarantine")).path("rows").toString())
                .isEqualTo("[{\"line\":3,\"reason\":\"has 1 cell where the first row has 2\",\"text\":\"3\"}]");
        assertThat(json(get(path + "/rows?limit=1")).path("next_cursor").isString())
                .isTrue();
    }

    @Test
    void aRepeatedUploadGetsTheFirstOnesAnswer() {
        var request = request(PATH)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", "formats-" + System.nanoTime());
        HttpResponse<String> first =
                send(request.POST(BodyPublishers.ofString(CSV)).build());
        HttpResponse<String> again =
                send(request.POST(BodyPublishers.ofString(CSV)).build());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        HttpResponse<String> other =
                send(request.POST(BodyPublishers.ofString(CSV + "4,,,,,\n")).build());
        assertThat(other.statusCode()).isEqualTo(422);
    }
}
