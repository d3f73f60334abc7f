package io.assay.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.database.TestPostgres;
import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets that can be recognised are given to a service in every way that it takes them, and are then looked for in all
 * that it writes, answers, stores and shows of itself.
 */
@Tag("attack")
class PlantedSecretsIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String AUDIENCE = "assay-of-the-tests";

    private static final String[] TELL_ALL = {
        "--management.endpoints.web.exposure.include=*",
        "--management.endpoint.heapdump.access=none",
        "--logging.level.io.assay=DEBUG",
        "--logging.level.org.springframework.jdbc=DEBUG",
        "--logging.level.org.springframework.boot=DEBUG",
        "--logging.level.com.zaxxer.hikari=DEBUG",
        "--logging.level.org.postgresql=DEBUG",
        "--logging.level.org.flywaydb=DEBUG",
    };

    private final Secrets secrets = new Secrets();

    private final List<String> answers = new ArrayList<>();

    @TempDir
    private Path parent;

    private String adminKey = "";

    private String token = "";

    private List<String> arguments = List.of();

    @BeforeEach
    void plant() throws Exception {
        KeyPair issuer = Secrets.keyPair();
        Path pem = Files.writeString(parent.resolve("issuer.pem"), Secrets.pem(issuer));
        adminKey = secrets.plant("admin key");
        token = secrets.plantToken(issuer, AUDIENCE);
        arguments = Stream.concat(
                        Stream.of(TELL_ALL),
                        Stream.of(
                                "--assay.security.mode=required",
                                "--spring.security.oauth2.resourceserver.jwt.public-key-location=file:" + pem,
                                "--spring.security.oauth2.resourceserver.jwt.audiences=" + AUDIENCE))
                .toList();
    }

    private PackagedService start(String format, Map<String, String> environment) throws Exception {
        List<String> all = new ArrayList<>(arguments);
        all.add("--assay.logging.format=" + format);
        return PackagedService.startUnpacked(
                        Files.createDirectory(parent.resolve(format)), environment, all.toArray(String[]::new))
                .awaitReady();
    }

    @Test
    void noneIsToldWithADatabaseThatIsNamed() throws Exception {
        String password = secrets.plant("database password");
        TestPostgres.Named database = TestPostgres.embedded().named(password);
        try (PackagedService service = start(
                "text",
                Map.of(
                        "ASSAY_ADMIN_KEY",
                        adminKey,
                        "SPRING_DATASOURCE_URL",
                        database.url(),
                        "SPRING_DATASOURCE_USERNAME",
                        database.user(),
                        "SPRING_DATASOURCE_PASSWORD",
                        password))) {
            use(service);
            isTold(service);
            assertThat(secrets.in(dump(database.client())))
                    .as("in the database")
                    .isEmpty();
        }
    }

    @Test
    void noneIsToldWithTheEmbeddedDatabase() throws Exception {
        try (PackagedService service = start("ecs", Map.of("ASSAY_ADMIN_KEY", adminKey))) {
            secrets.plant(
                    "password of the embedded database",
                    Files.readString(parent.resolve("ecs/data/password")).strip());
            use(service);
            isTold(service);
        }
    }

    private void use(PackagedService service) throws Exception {
        HttpResponse<String> made =
                call(service, "/api/v1/keys", adminKey, "{\"name\":\"robot\",\"role\":\"analyst\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String key = JSON.readTree(made.body()).get("key").asString();
        // Its secret may have one of its own.
        secrets.plant("API key", key.split("_", 3)[2]);
        keep(get(service, "/api/v1/keys", adminKey), 200);
        keep(get(service, "/api/v1/audit", adminKey), 200);
        keep(get(service, "/api/v1/experiments", token), 200);
        keep(call(service, "/api/v1/experiments", key, definition()), 201);
        keep(get(service, "/api/v1/experiments?token=" + secrets.plant("query"), key), 400);
        keep(
                call(service, "/api/v1/experiments/analyze", key, "{\"password\":\"" + secrets.plant("field") + "\"}"),
                400);
        keep(get(service, "/api/v1/experiments", secrets.plant("wrong key")), 401);
        keep(get(service, "/api/v1/experiments", "assay_abcdefgh_" + secrets.plant("forged key")), 401);
        keep(get(service, "/api/v1/experiments", token + secrets.plant("end of a token")), 401);
        keep(get(service, "/api/v1/keys", key), 403);
        answers.add(
                raw(service, "/api/v1/experiments?token=" + secrets.plant("broken query") + "%zz", "Bearer " + key));
        for (String authorization : List.of(
                "Basic " + secrets.plant("basic credential"),
                secrets.plant("bare credential"),
                "Bearer\u0001" + secrets.plant("credential after a control character"),
                "Bearer " + secrets.plant("credential") + " and more",
                "Bearer " + key + "\r\nAuthorization: Bearer " + secrets.plant("second credential"))) {
            answers.add(raw(service, "/api/v1/experiments", authorization));
        }
    }

    private static String definition() {
        return """
                {"key":"planted","hypothesis":"It helps","owner":"team","randomisation_unit":"user",
                 "arms":[{"key":"control"},{"key":"treatment"}],"baseline":{"rate":0.1},
                 "metrics":[{"key":"conversion","kind":"proportion","role":"primary","minimum_detectable_effect":0.05,
                   "business_meaning":"Users who buy","unit_of_measure":"share of users"}]}""";
    }

    private void keep(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        answers.add(answer.body() + answer.headers().map());
    }

    private HttpResponse<String> get(PackagedService service, String path, String credential) throws Exception {
        return service.send(service.request(path).header("Authorization", "Bearer " + credential));
    }

    private HttpResponse<String> call(PackagedService service, String path, String credential, String body)
            throws Exception {
        HttpRequest.Builder request = service.request(path)
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return service.send(request);
    }

    private static String raw(PackagedService service, String target, String authorization) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                                    + authorization + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private void isTold(PackagedService service) throws Exception {
        assertThat(answers).allSatisfy(answer -> assertThat(secrets.in(answer)).isEmpty());
        for (String endpoint : endpoints(service)) {
            HttpResponse<String> answer = get(service, endpoint, adminKey);
            assertThat(secrets.in(answer.body())).as(endpoint).isEmpty();
        }
        for (String command :
                List.of("Thread.print", "GC.class_histogram", "VM.system_properties", "VM.command_line", "VM.flags")) {
            assertThat(secrets.in(jcmd(service, command))).as(command).isEmpty();
        }
        assertThat(secrets.in(commandLine(service))).as("command line").isEmpty();
        assertThat(service.log()).as("log").contains("DEBUG");
        assertThat(secrets.in(service.log())).as("log").isEmpty();
    }

    /** All that the actuator has when somebody switches all of it on, and the description of the API. */
    private List<String> endpoints(PackagedService service) throws Exception {
        List<String> found = new ArrayList<>(List.of("/v3/api-docs"));
        for (String name : List.of(
                "beans",
                "conditions",
                "configprops",
                "env",
                "flyway",
                "health",
                "info",
                "loggers",
                "mappings",
                "metrics",
                "prometheus",
                "scheduledtasks",
                "threaddump",
                "env/assay.security.admin-key",
                "env/spring.datasource.password",
                "env/ASSAY_ADMIN_KEY")) {
            found.add("/actuator/" + name);
        }
        assertThat(get(service, "/actuator/configprops", adminKey).statusCode()).isEqualTo(200);
        return found;
    }

    private static String jcmd(PackagedService service, String command) throws Exception {
        return output(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(service.pid()),
                command);
    }

    private static String commandLine(PackagedService service) {
        return ProcessHandle.of(service.pid())
                .orElseThrow()
                .info()
                .commandLine()
                .orElseThrow();
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Every row of every table, as text. */
    private static String dump(JdbcClient database) {
        StringBuilder rows = new StringBuilder();
        List<String> tables = database.sql("select tablename from pg_tables where schemaname = 'public' order by 1")
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(tables).contains("experiment");
        for (String table : tables) {
            database.sql("select t::text from \"" + table + "\" t")
                    .query((row, number) -> row.getString(1))
                    .list()
                    .forEach(row -> rows.append(row).append('\n'));
        }
        assertThat(rows).contains("robot", "It helps");
        return rows.toString();
    }
}
