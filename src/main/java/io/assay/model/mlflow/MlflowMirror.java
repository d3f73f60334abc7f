package io.assay.model.mlflow;

import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which models MLflow's registry is still to be told of, in the database. A change of a model is noted here in its own
 * transaction; what MLflow is told later is the model as it is by then, so nothing is told in the wrong order.
 */
@Component
public class MlflowMirror {

    private final MirrorRepository repository;
    private final MlflowSettings settings;

    MlflowMirror(MirrorRepository repository, MlflowSettings settings) {
        this.repository = repository;
        this.settings = settings;
    }

    /** Tells MLflow of a model when the transaction that is open commits; does nothing where no MLflow is set. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(String name, long revision) {
        if (settings.isOn()) {
            repository.want(name, revision);
        }
    }

    /** How far it is; empty for a model that did not change while an MLflow was set. */
    public Optional<MirrorState> state(String name) {
        return repository
                .state(name)
                .map(read -> !settings.isOn() || read.mirrored() == 0
                        ? read.state()
                        : new MirrorState(
                                read.state().state(),
                                URI.create(settings.trackingUri() + "/#/models/" + name),
                                read.state().attempts(),
                                read.state().lastError(),
                                read.state().updatedAt()));
    }
}
