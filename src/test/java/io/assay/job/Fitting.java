package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Fits of a pipeline on rows in the request. */
final class Fitting implements LongWork {

    private static final String PIPELINE = "/api/v1/features/pipelines";

    private static final int ROWS = 10_000;

    private final String rows = rows();

    private final Set<String> seen = new HashSet<>();

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
    public String setting() {
        return "--assay.features.small-cells=1";
    }

    @Override
    public void prepare(PackagedService service) throws IOException, InterruptedException {
        HttpResponse<String> pipeline = service.post(PIPELINE, """
                {"name":"people","features":[
                 {"name":"age","column":"age","meaning":"Years since birth",
                  "transform":[{"kind":"impute","strategy":"median"},{"kind":"standardise"}]},
                 {"name":"city","column":"city","meaning":"Where they live","transform":[{"kind":"one_hot"}]}]}""");
        assertThat(pipeline.statusCode()).as(pipeline.body()).isEqualTo(201);
    }

    @Override
    public HttpRequest.Builder request(PackagedService service, String key) throws IOException {
        return service.request(PIPELINE + "/people/fit")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(rows));
    }

    @Override
    public String operation() {
        return "fitPipeline";
    }

    /** Every fit can be read, which holds it against its digest and its parity rows. */
    @Override
    public List<String> made(Pages pages) throws IOException, InterruptedException {
        List<String> made = new ArrayList<>();
        for (JsonNode fit : pages.all(PIPELINE + "/people/fits", "fits")) {
            String path = "/api/v1/features/fits/" + fit.get("id").asString();
            if (seen.add(path)) {
                assertThat(pages.get(path).get("id")).isEqualTo(fit.get("id"));
            }
            made.add(path);
        }
        return made;
    }
}
