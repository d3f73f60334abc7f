package io.assay.model.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.FreePort;
import io.assay.process.PythonCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * MLflow's own server, as PyPI has it, on loopback; and its own Python client, which says what is there. Stopped with the test process, if not before.
 */
public final class MlflowServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Answers each line, the id of a run or the name of a model, with a line of all that MLflow knows of it. */
    private static final String READER = """
            import json, os, sys
            import mlflow
            from mlflow.tracking import MlflowClient
            uri = sys.argv[1]
            mlflow.set_tracking_uri(uri)
            client = MlflowClient(uri)
            os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"

            def files(run, path=None):
                for info in client.list_artifacts(run, path):
                    if info.is_dir:
                        yield from files(run, info.path)
                    else:
                        yield info.path

            def told(run, whole):
                id = run.info.run_id
                paths = sorted(files(id)) if run.info.artifact_uri.startswith("mlflow-artifacts:") else []
                answer = {
                    "info": {k: v for k, v in dict(run.info).items() if isinstance(v, (str, int))},
                    "experiment": client.get_experiment(run.info.experiment_id).name,
                    "params": run.data.params, "metrics": run.data.metrics, "tags": run.data.tags,
                    "history": {k: len(client.get_metric_history(id, k)) for k in list(run.data.metrics)[:5]},
                    "datasets": [{**dict(i.dataset), "tags": {t.key: t.value for t in i.tags}}
                                 for i in run.inputs.dataset_inputs],
                    "artifacts": {p: open(client.download_artifacts(id, p), encoding="utf-8", errors="replace", newline="").read() if whole else ""
                                  for p in paths},
                }
                if whole and "model/MLmodel" in paths:
                    model = mlflow.models.get_model_info("runs:/" + id + "/model")
                    answer["model"] = {
                        "flavors": model.flavors, "run_id": model.run_id, "uuid": model.model_uuid,
                        "inputs": model.signature.inputs.to_dict(), "outputs": model.signature.outputs.to_dict()}
                return answer

            def registered(name):
                model = client.get_registered_model(name)
                versions = sorted(client.search_model_versions("name = '" + name + "'"), key=lambda v: int(v.version))
                return {
                    "aliases": {a: str(v) for a, v in model.aliases.items()}, "tags": model.tags,
                    "versions": [{
                        "version": str(v.version), "run_id": v.run_id, "source": v.source, "status": v.status,
                        "description": v.description, "tags": v.tags,
                        "model": json.load(open(mlflow.artifacts.download_artifacts(v.source + "/model.json")))}
                        for v in versions]}

            for line in sys.stdin:
                if line.startswith("registered "):
                    print(json.dumps(registered(line.split()[1])), flush=True)
                    continue
                experiments = [e.experiment_id for e in client.search_experiments()]
                id, whole = line.split()
                runs = client.search_runs(experiments, "tags.`assay.run_id` = '" + id + "'")
                print(json.dumps([told(run, whole == "whole") for run in runs]), flush=True)
            """;

    private final Path command;
    private final Path folder;
    private final int port = FreePort.find();

    private @Nullable Process process;
    private @Nullable Process reader;

    private MlflowServer(Path command, Path folder) {
        this.command = command;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts one that passes artifacts on to a folder, on a new database; skips the test where there is no MLflow. */
    public static MlflowServer start(Path folder) {
        MlflowServer server = new MlflowServer(PythonCommand.MLFLOW.find(), folder);
        server.startAgain();
        return server;
    }

    public String uri() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it on the port and the database that it had, and waits until it answers. */
    public void startAgain() {
        try {
            Files.createDirectories(folder);
            List<String> line = new ArrayList<>(
                    List.of(command.toString(), "server", "--host", "127.0.0.1", "--port", Integer.toString(port)));
            line.addAll(List.of("--workers", "1", "--backend-store-uri", "sqlite:///mlflow.db"));
            line.addAll(List.of("--artifacts-destination", "artifacts"));
            Path log = folder.resolve("server.log");
            process = builder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            awaitAnswer(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private ProcessBuilder builder(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_"));
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        return builder;
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + "/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            while (!answers(client, request)) {
                assertThat(process != null && process.isAlive())
                        .as(Files.readString(log))
                        .isTrue();
                assertThat(Instant.now()).as(Files.readString(log)).isBefore(giveUp);
                Thread.sleep(50);
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** All runs that carry the id, as MLflow's Python client reads them. */
    public JsonNode runs(String id) {
        return ask(id + " whole");
    }

    private synchronized JsonNode ask(String line) {
        try {
            Process asked = reader;
            if (asked == null || !asked.isAlive()) {
                asked = builder(List.of(command.resolveSibling("python").toString(), "-c", READER, uri()))
                        .redirectError(folder.resolve("reader.log").toFile())
                        .start();
                reader = asked;
            }
            Writer question = asked.outputWriter(StandardCharsets.UTF_8);
            question.write(line + "\n");
            question.flush();
            BufferedReader answers = asked.inputReader(StandardCharsets.UTF_8);
            String answer = answers.readLine();
            assertThat(answer)
                    .as(Files.readString(folder.resolve("reader.log")))
                    .isNotNull();
            return JsonMapper.shared().readTree(answer);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A model of MLflow's registry, with its versions and their sources. */
    public JsonNode registered(String name) {
        return ask("registered " + name);
    }

    /** The one run that carries the id. */
    public JsonNode run(String id) {
        return one(id, runs(id));
    }

    /** The same without the contents of its artifacts, which is quicker. */
    JsonNode listed(String id) {
        return one(id, ask(id + " listed"));
    }

    private static JsonNode one(String id, JsonNode runs) {
        assertThat(runs).as("runs of %s", id).hasSize(1);
        return runs.get(0);
    }

    /** Ends it and those that it started, as a machine that is switched off. */
    public void stop() {
        end(process);
        process = null;
    }

    private static void end(@Nullable Process ended) {
        if (ended != null) {
            List<ProcessHandle> all = ended.descendants().toList();
            ended.destroyForcibly();
            all.forEach(ProcessHandle::destroyForcibly);
            ended.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    @Override
    public void close() {
        end(reader);
        reader = null;
        stop();
    }
}
