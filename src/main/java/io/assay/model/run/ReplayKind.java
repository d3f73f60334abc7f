package io.assay.model.run;

import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.ModelRequest;
import io.assay.model.evaluation.Trainings;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Does a run again from its record, and compares. Keeps nothing. */
@Component
class ReplayKind implements JobKind<ReplayKind.Parameters> {

    private static final TypeReference<Map<String, Double>> METRICS = new TypeReference<>() {};

    private final TrainKind training;
    private final RunRepository repository;
    private final Tables tables;
    private final JsonMapper json;
    private final String codeVersion;

    ReplayKind(TrainKind training, RunRepository repository, Tables tables, JsonMapper json, BuildProperties build) {
        this.training = training;
        this.repository = repository;
        this.tables = tables;
        this.json = json;
        this.codeVersion = String.valueOf(build.getVersion());
    }

    record Parameters(String run) {}

    @Override
    public String name() {
        return "model_replay";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean isSmall(Parameters parameters) {
        return training.isSmall(request(parameters.run()));
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(Parameters parameters, JobContext context) {
        ObjectNode run = repository.find(parameters.run()).orElseThrow(ReplayKind::unknown);
        ModelRequest request = request(parameters.run());
        String fingerprint = run.at("/source/fingerprint").stringValue();
        boolean sameRows = tables.source(request.data()).fingerprint().equals(fingerprint);
        Trainings.Trained trained = training.train(request, context);
        String before = run.at("/model/sha256").stringValue();
        String now = training.sha256(trained);
        ReplayAnswer answer = new ReplayAnswer(
                parameters.run(),
                before.equals(now),
                before,
                now,
                sameRows,
                run.path("code_version").stringValue(),
                codeVersion,
                differences(json.convertValue(run.path("metrics"), METRICS), trained.metrics()));
        return () -> ResponseEntity.ok(answer);
    }

    private static List<ReplayAnswer.Difference> differences(Map<String, Double> before, Map<String, Double> now) {
        List<ReplayAnswer.Difference> differences = new ArrayList<>();
        before.forEach((metric, value) -> {
            Double again = now.get(metric);
            if (again != null && !again.equals(value)) {
                differences.add(new ReplayAnswer.Difference(metric, value, again));
            }
        });
        return differences;
    }

    private ModelRequest request(String run) {
        Artifact request = repository.artifact(run, TrainKind.REQUEST).orElseThrow(ReplayKind::unknown);
        return json.readValue(request.bytes(), ModelRequest.class);
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no run of this id.");
    }
}
