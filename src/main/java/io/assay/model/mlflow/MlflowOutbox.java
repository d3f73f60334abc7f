package io.assay.model.mlflow;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is still to be logged at MLflow, in the database. A run is written here in the transaction in which it finishes: it
 * is logged sooner or later if that commits, and never if it does not, and whether MLflow is there makes no difference.
 */
@Component
@EnableConfigurationProperties(MlflowSettings.class)
public class MlflowOutbox {

    private final OutboxRepository repository;
    private final MlflowSettings settings;

    MlflowOutbox(OutboxRepository repository, MlflowSettings settings) {
        this.repository = repository;
        this.settings = settings;
    }

    /** Whether runs are logged at MLflow at all, and so whether it is worth while to say what is to be logged. */
    public boolean isOn() {
        return settings.isOn();
    }

    /** Logs a run when the transaction that is open commits; does nothing where no MLflow is set. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(LoggedRun run, List<LoggedArtifact> artifacts) {
        if (settings.isOn()) {
            repository.add(run, artifacts);
        }
    }

    /** How far a run is; empty for one that finished while no MLflow was set. */
    public Optional<MlflowState> state(String runId) {
        return repository.state(runId).map(state -> state.runId() == null || !settings.isOn() ? state : shown(state));
    }

    private MlflowState shown(MlflowState state) {
        URI url = URI.create(
                settings.trackingUri() + "/#/experiments/" + state.experimentId() + "/runs/" + state.runId());
        return new MlflowState(
                state.state(),
                state.experimentId(),
                state.runId(),
                url,
                state.attempts(),
                state.lastError(),
                state.withoutArtifacts(),
                state.updatedAt());
    }
}
