package io.assay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The image on a PostgreSQL of its own container, and under a user that the platform makes up, as OpenShift does. */
@Tag("image")
class ImageDatabaseIT {

    private static final String NAME = "assay-image-database-it";

    private static final String MADE_UP_USER = "1000740000:0";

    private static final String ADMIN_KEY = "a-key-that-the-platform-made-and-is-long-enough";

    private static final String COUNTS =
            "{\"control\":{\"conversions\":8502,\"visitors\":44700},\"treatment\":{\"conversions\":8279,\"visitors\":45489}}";

    @BeforeEach
    @AfterEach
    void remove() throws Exception {
        Docker.run("rm", "--force", "--volumes", NAME);
        Docker.run("network", "rm", NAME);
        Docker.run("volume", "rm", "--force", NAME);
    }

    private static List<String> flags() throws Exception {
        List<String> flags = new ArrayList<>(PodFlags.read().flags(NAME));
        flags.replaceAll(flag -> flag.startsWith("--user=") ? "--user=" + MADE_UP_USER : flag);
        return flags;
    }

    @Test
    void worksOnAnotherPostgresAsAnyUser() throws Exception {
        Docker.out("network", "create", NAME);
        Docker.out(
                "run",
                "--detach",
                "--name=" + NAME,
                "--network=" + NAME,
                "--network-alias=database",
                "--env=POSTGRES_PASSWORD=secret",
                "postgres:15");
        List<String> flags = flags();
        flags.addAll(List.of(
                "--network=" + NAME,
                "--env=SPRING_DATASOURCE_URL=jdbc:postgresql://database:5432/postgres",
                "--env=SPRING_DATASOURCE_USERNAME=postgres",
                "--env=SPRING_DATASOURCE_PASSWORD=secret",
                "--env=ASSAY_ADMIN_KEY=" + ADMIN_KEY));
        flags.removeIf(flag -> flag.startsWith("--volume="));
        awaitDatabase();
        try (ImageService service = ImageService.start(flags)) {
            service.awaitReady();
            HttpResponse<String> answer = service.postAs(ADMIN_KEY, "/api/v1/experiments/analyze", COUNTS);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(service.getAs(ADMIN_KEY, "/api/v1/experiments").statusCode())
                    .isEqualTo(200);
            assertThat(service.exec("ls", "-A", "/data")).isEmpty();
            assertThat(service.log()).doesNotContain(ADMIN_KEY);
        }
    }

    private static void awaitDatabase() throws Exception {
        for (int tries = 0;
                Docker.run("exec", NAME, "pg_isready", "-h", "127.0.0.1").status() != 0;
                tries++) {
            assertThat(tries).isLessThan(120);
            Thread.sleep(250);
        }
    }

    /** PostgreSQL asks for the name of its user, and one that is made up has none. */
    @Test
    void refusesTheEmbeddedPostgresToAUserWithoutAName() throws Exception {
        try (ImageService service = ImageService.start(flags())) {
            assertThat(service.exitStatus()).isEqualTo(1);
            assertThat(service.log()).contains("PostgreSQL could not make a database in /data", "user does not exist");
        }
    }
}
