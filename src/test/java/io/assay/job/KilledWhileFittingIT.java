package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} while pipelines are fitted, on the embedded database. */
class KilledWhileFittingIT extends KilledAtWork {

    private static final String PIPELINE = "/api/v1/features/pipelines";

    private static final int ROWS = 30_000;

    private final String rows = rows();

    /** Numbers with gaps, and names of sixty cities. */
    private static String rows() {
        SplittableRandom random = new SplittableRandom(7);
        StringJoiner ages = new StringJoiner(",");
        StringJoiner cities = new StringJoiner(",");
        for (int row = 0; row < ROWS; row++) {
            ages.add(random.nextInt(50) == 0 ? "null" : Integer.toString(random.nextInt(18, 90)));
            cities.add("\"city" + random.nextInt(60) + "\"");
        }
        return "{\"data\":{\"columns\":{\"age\":[" + ages + "],\"city\":[" + cities + "]}}}";
    }

    @Override
    String[] arguments() {
        return new String[] {"--assay.features.small-cells=1"};
    }

    @Override
    void prepare() throws Exception {
        HttpResponse<String> pipeline = service().post(PIPELINE, """
                {"name":"people","features":[
                 {"name":"age","column":"age","meaning":"Years since birth",
                  "transform":[{"kind":"impute","strategy":"median"},{"kind":"standardise"}]},
                 {"name":"city","column":"city","meaning":"Where they live","transform":[{"kind":"one_hot"}]}]}""");
        assertThat(pipeline.statusCode()).as(pipeline.body()).isEqualTo(201);
    }

    @Override
    HttpRequest.Builder work(String key) throws IOException {
        return service()
                .request(PIPELINE + "/people/fit")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(rows));
    }

    @Override
    String operation() {
        return "fitPipeline";
    }

    /** Every fit can be read, which holds it against its digest and its parity rows. */
    @Override
    List<String> made() throws Exception {
        List<String> made = new ArrayList<>();
        for (JsonNode fit : all(PIPELINE + "/people/fits", "fits")) {
            String path = "/api/v1/features/fits/" + fit.get("id").asString();
            assertThat(json(path).get("id")).isEqualTo(fit.get("id"));
            made.add(path);
        }
        return made;
    }
}
