package io.assay.model.run;

import io.assay.data.Source;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.ModelRequest;
import io.assay.model.evaluation.Trainer;
import io.assay.model.evaluation.Trainings;
import io.assay.model.mlflow.LoggedArtifact;
import io.assay.model.mlflow.LoggedRun;
import io.assay.model.mlflow.MlflowOutbox;
import io.assay.model.scoring.ModelDocuments;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.telemetry.AnalysisTimer;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Trains a model and keeps the run: all of it, in the transaction that ends the work, or nothing. */
@Component
class TrainKind implements JobKind<ModelRequest> {

    /** What datasets are said to be needed by. */
    static final String USER = "run";

    static final String MODEL = "model.json";
    static final String PIPELINE = "pipeline.json";
    static final String CALIBRATOR = "calibrator.json";
    static final String MEANS = "feature-means.json";
    static final String ROW_KEYS = "row-keys.bin";
    static final String REFERENCE = "reference.json";
    static final String REQUEST = "request.json";
    static final String PREDICTIONS = "predictions.csv";

    private final Trainings trainings;
    private final Trainer trainer;
    private final Tables tables;
    private final ModelDocuments models;
    private final RunRepository repository;
    private final MlflowOutbox outbox;
    private final CanonicalJson canonical;
    private final JsonMapper json;
    private final AnalysisTimer timer;
    private final String codeVersion;

    TrainKind(
            Trainings trainings,
            Trainer trainer,
            Tables tables,
            ModelDocuments models,
            RunRepository repository,
            MlflowOutbox outbox,
            CanonicalJson canonical,
            JsonMapper json,
            AnalysisTimer timer,
            BuildProperties build) {
        this.trainings = trainings;
        this.trainer = trainer;
        this.tables = tables;
        this.models = models;
        this.repository = repository;
        this.outbox = outbox;
        this.canonical = canonical;
        this.json = json;
        this.timer = timer;
        this.codeVersion = String.valueOf(build.getVersion());
    }

    @Override
    public String name() {
        return "model_training";
    }

    @Override
    public Class<ModelRequest> parameters() {
        return ModelRequest.class;
    }

    @Override
    public boolean isSmall(ModelRequest request) {
        return trainer.isSmall(request, tables);
    }

    @Override
    public Supplier<ResponseEntity<?>> run(ModelRequest request, JobContext context) {
        Instant begun = Instant.now();
        Trainings.Trained trained = timer.time("model_training", () -> train(request, context));
        Source source = tables.source(request.data());
        List<Artifact> artifacts = artifacts(request, trained);
        Run run = run(request, context, trained, source, artifacts);
        String document = json.writeValueAsString(run);
        List<Artifact.Packed> packed = artifacts.stream().map(Artifact::packed).toList();
        boolean isLogged = outbox.isOn();
        LoggedRun log = RunLog.of(run, request, trained, begun);
        List<LoggedArtifact> logged = isLogged ? RunLog.artifacts(artifacts, document) : List.of();
        return () -> {
            repository.add(run, document);
            packed.forEach(artifact -> repository.add(run.id(), artifact));
            String dataset = source.dataset();
            if (dataset != null) {
                tables.use(dataset, USER, run.id());
            }
            if (isLogged) {
                outbox.add(log, logged);
            }
            return ResponseEntity.created(URI.create(RunController.PATH + "/" + run.id()))
                    .body(run);
        };
    }

    /** Trains, when it is its turn. */
    Trainings.Trained train(ModelRequest request, JobContext context) {
        return trainer.train(request, tables, context, () -> trainings.train(request, context));
    }

    /** The SHA-256 of the model. */
    String sha256(Trainings.Trained trained) {
        return ModelDocuments.sha256(models.write(trained.model()));
    }

    private List<Artifact> artifacts(ModelRequest request, Trainings.Trained trained) {
        List<Artifact> artifacts = new ArrayList<>();
        artifacts.add(new Artifact(MODEL, Artifact.JSON, models.write(trained.model())));
        artifacts.add(Artifact.of(
                PIPELINE,
                Artifact.JSON,
                json.writeValueAsString(trained.pipeline().document())));
        if (trained.evaluation().calibration() != null) {
            artifacts.add(Artifact.of(
                    CALIBRATOR,
                    Artifact.JSON,
                    json.writeValueAsString(trained.evaluation().calibration().calibrator())));
        }
        artifacts.add(Artifact.of(MEANS, Artifact.JSON, json.writeValueAsString(trained.means())));
        artifacts.add(new Artifact(ROW_KEYS, Artifact.BYTES, trained.rowKeys().bytes()));
        artifacts.add(Artifact.of(REFERENCE, Artifact.JSON, json.writeValueAsString(trained.reference())));
        artifacts.add(Artifact.of(REQUEST, Artifact.JSON, json.writeValueAsString(request)));
        artifacts.add(Artifact.of(
                PREDICTIONS,
                Artifact.CSV,
                trained.predictions().csv(trained.evaluation().target().labels())));
        return artifacts;
    }

    private Run run(
            ModelRequest request,
            JobContext context,
            Trainings.Trained trained,
            Source source,
            List<Artifact> artifacts) {
        return new Run(
                "run-" + UUID.randomUUID(),
                request.runName(),
                request.experiment() == null ? ModelRequest.DEFAULT_EXPERIMENT : request.experiment(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                context.caller().name(),
                codeVersion,
                source,
                trained.evaluation().algorithm(),
                json.valueToTree(trained.hyperparameters()),
                trained.search(),
                request.seedOrDefault(),
                trained.metrics(),
                trained.heldOut(),
                trained.judgement(),
                trained.evaluation(),
                trained.explanation(),
                trained.checks(),
                trained.verdict(),
                trained.pipeline().document().undocumented(),
                new Run.ModelAbout(
                        artifacts.getFirst().about().sha256(),
                        trained.pipeline().names()),
                request.storedPipeline(),
                canonical.sha256(trained.pipeline().document()),
                artifacts.stream().map(Artifact::about).toList(),
                null);
    }
}
