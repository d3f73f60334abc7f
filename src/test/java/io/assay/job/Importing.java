package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Uploads of CSV files, each of other rows. */
final class Importing implements LongWork {

    private static final String DATASETS = "/api/v1/datasets";

    private static final int ROWS = 5_000;

    private final Set<String> seen = new HashSet<>();

    /** The same for the same key. */
    private static String csv(String key) {
        SplittableRandom random = new SplittableRandom(key.hashCode());
        StringBuilder csv = new StringBuilder("key,number,day\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append(key)
                    .append(',')
                    .append(random.nextInt(1_000_000))
                    .append(",2026-0")
                    .append(random.nextInt(1, 10))
                    .append("-15\n");
        }
        return csv.toString();
    }

    @Override
    public String setting() {
        return "--assay.jobs.threads=2";
    }

    @Override
    public String operation() {
        return "uploadDataset";
    }

    @Override
    public void prepare(PackagedService service) {
        // A file is all that it needs.
    }

    @Override
    public HttpRequest.Builder request(PackagedService service, String key) throws IOException {
        return service.request(DATASETS + "?name=" + key)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv(key)));
    }

    @Override
    public List<String> made(Pages pages) throws IOException, InterruptedException {
        List<String> made = new ArrayList<>();
        for (JsonNode dataset : pages.all(DATASETS, "datasets")) {
            String path = DATASETS + "/" + dataset.get("id").asString();
            if (seen.add(path)) {
                assertThat(dataset.get("rows").asInt()).isEqualTo(ROWS);
                assertThat(pages.get(path + "/rows?limit=1").toString())
                        .contains(dataset.get("name").asString());
            }
            made.add(path);
        }
        return made;
    }

    /** Each dataset has its file and no file is without its dataset; what was received for any is gone. */
    @Override
    public void checkFolder(Path folder, PackagedService service) throws IOException, InterruptedException {
        Path datasets = folder.resolve("data").resolve("datasets");
        assertThat(names(datasets.resolve("stored")))
                .containsExactlyInAnyOrderElementsOf(new Pages(service)
                        .all(DATASETS, "datasets").stream()
                                .map(dataset -> dataset.get("id").asString() + ".parquet")
                                .toList());
        assertThat(names(datasets.resolve("waiting"))).isEmpty();
        assertThat(names(datasets))
                .filteredOn(name -> name.startsWith("process-"))
                .hasSize(1);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
