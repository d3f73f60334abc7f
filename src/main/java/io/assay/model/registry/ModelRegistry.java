package io.assay.model.registry;

import io.assay.model.mlflow.MirroredModel;
import io.assay.model.mlflow.MirroredModels;
import io.assay.model.mlflow.MlflowMirror;
import io.assay.model.run.RunModels;
import io.assay.model.run.RunUses;
import io.assay.platform.http.Caller;
import io.assay.platform.http.IfMatch;
import io.assay.platform.http.Numbered;
import io.assay.platform.http.Page;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Models by name: versions, which come out of runs, and aliases, which point to them. */
@Service
public class ModelRegistry implements RunUses, MirroredModels {

    private final RegistryRepository repository;
    private final MlflowMirror mirror;
    private final ApplicationEventPublisher events;

    ModelRegistry(RegistryRepository repository, MlflowMirror mirror, ApplicationEventPublisher events) {
        this.repository = repository;
        this.mirror = mirror;
        this.events = events;
    }

    /**
     * The version that is meant.
     *
     * @throws ProblemException with status 404 where there is none, 409 where a model that is there has no champion yet
     */
    public RegisteredVersion resolve(ModelReference reference) {
        return find(reference).registered();
    }

    /**
     * A number that every change of any version, tag or alias moves, in the transaction of the change. One cheap query.
     */
    public long revision() {
        return repository.revision();
    }

    /** Every alias of every model, with what it points to. */
    public List<Assigned> assigned() {
        return repository.assigned();
    }

    @Override
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<MirroredModel> mirrored(String name) {
        return repository
                .model(name)
                .map(model -> new MirroredModel(
                        name,
                        model.revision(),
                        repository.versions(name, null, Integer.MAX_VALUE).reversed().stream()
                                .map(numbered -> numbered.value())
                                .map(version -> new MirroredModel.Version(
                                        version.version(),
                                        version.run(),
                                        version.modelSha256(),
                                        version.description(),
                                        version.tags()))
                                .toList(),
                        model.aliases()));
    }

    /** The numbers of a model's versions, in their order. */
    public List<String> numbers(String name) {
        return repository.numbers(name).stream().map(String::valueOf).toList();
    }

    @Override
    public List<String> of(String run) {
        return repository.on(run);
    }

    /** The champion of a model; empty where it has none. */
    Optional<VersionAnswer> champion(String name) {
        return repository.version(name, ModelReference.CHAMPION);
    }

    VersionAnswer find(ModelReference reference) {
        String name = reference.name();
        Integer version = reference.version();
        String alias = reference.alias();
        Optional<VersionAnswer> found = !ModelNames.isName(name)
                ? Optional.empty()
                : version != null
                        ? repository.version(name, version)
                        : alias != null && ModelNames.isAlias(alias)
                                ? repository.version(name, alias)
                                : Optional.empty();
        return found.orElseThrow(() -> missing(reference));
    }

    private ProblemException missing(ModelReference reference) {
        ModelAnswer model = get(reference.name());
        if (reference.version() != null) {
            return notFound(model.name() + " has no version " + reference.version() + ".");
        }
        return ModelReference.CHAMPION.equals(reference.alias())
                ? new ProblemException(
                        ProblemType.CONFLICT, model.name() + " has no champion yet: promote one of its versions.")
                : notFound(model.name() + " has no such alias.");
    }

    /** @throws ProblemException with status 404 */
    ModelAnswer get(String name) {
        return (ModelNames.isName(name) ? repository.model(name) : Optional.<ModelAnswer>empty())
                .orElseThrow(ModelRegistry::unknown);
    }

    List<Numbered<ModelAnswer>> list(Page page) {
        return repository.models(page.after(), page.lookedFor());
    }

    List<Numbered<VersionAnswer>> versions(String name, Page page) {
        get(name);
        return repository.versions(name, page.after(), page.lookedFor());
    }

    /** Refuses a name that no model may have. */
    static void require(String name) {
        if (!ModelNames.isName(name)) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    ModelNames.isReserved(name)
                            ? "No model may be called " + name + ": the name is taken by a path of the service."
                            : "No model may be called so: a name " + ModelNames.RULE + ".");
        }
    }

    /** What a change left behind. */
    record Changed<T>(T value, long revision) {}

    /**
     * The next version of a model, the first where the name is new. Numbers have no gaps and none is given twice, even where
     * several register at once.
     *
     * @param run whose model proved sound
     */
    @Transactional
    Changed<VersionAnswer> register(String name, RunModels.Ready run, VersionDetails details, Caller caller) {
        require(name);
        String id = run.run().path("id").stringValue();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        int number = repository.next(name, now, caller.name());
        if (!repository.holdRun(id)) {
            throw notFound("There is no run of this id any more.");
        }
        repository.add(
                new RegisteredVersion(
                        name,
                        number,
                        id,
                        run.run().at("/model/sha256").stringValue(),
                        details.tagsOrNone(),
                        now,
                        caller.name()),
                details.description());
        long revision = changed(name);
        return new Changed<>(repository.version(name, number).orElseThrow(), revision);
    }

    /** Tells everybody of a change, last in its transaction; the model's revision. */
    long changed(String name) {
        long revision = repository.moved(name);
        mirror.changed(name, revision);
        repository.tell(name);
        events.publishEvent(new RegistryChanged(name));
        return revision;
    }

    /** Says something else of a version. */
    @Transactional
    Changed<VersionAnswer> change(String name, int number, VersionDetails details, IfMatch ifMatch) {
        hold(name, ifMatch);
        find(new ModelReference(name, number, null));
        repository.change(name, number, details.description(), details.tagsOrNone());
        long revision = changed(name);
        return new Changed<>(repository.version(name, number).orElseThrow(), revision);
    }

    /** Takes a version away, which no alias may point to. */
    @Transactional
    Changed<VersionAnswer> delete(String name, int number, IfMatch ifMatch) {
        hold(name, ifMatch);
        VersionAnswer version = find(new ModelReference(name, number, null));
        if (!version.aliases().isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    name + ":" + number + " is " + String.join(", ", version.aliases())
                            + ", and is not taken away from those who use it. Point "
                            + (version.aliases().contains(ModelReference.CHAMPION)
                                    ? "the champion elsewhere first, by a promotion or a rollback."
                                    : "the alias elsewhere, or remove it, first."));
        }
        repository.delete(name, number);
        return new Changed<>(version, changed(name));
    }

    /** Points an alias to a version. */
    @Transactional
    Changed<VersionAnswer> point(String name, String alias, int number, IfMatch ifMatch, Caller caller) {
        requireFree(alias);
        hold(name, ifMatch);
        if (repository.version(name, number).isEmpty()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError("/version", "must be a version of " + name)));
        }
        repository.point(name, alias, number, null, Instant.now().truncatedTo(ChronoUnit.MILLIS), caller.name());
        long revision = changed(name);
        return new Changed<>(repository.version(name, number).orElseThrow(), revision);
    }

    /** Removes an alias; the answer is the version that it pointed to. */
    @Transactional
    Changed<VersionAnswer> unpoint(String name, String alias, IfMatch ifMatch) {
        requireFree(alias);
        hold(name, ifMatch);
        VersionAnswer version = find(new ModelReference(name, null, alias));
        repository.unpoint(name, alias);
        long revision = changed(name);
        return new Changed<>(repository.version(name, version.version()).orElseThrow(), revision);
    }

    private static void requireFree(String alias) {
        if (alias.equals(ModelReference.CHAMPION)) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "The champion moves by a promotion or a rollback, and by nothing else.");
        }
        if (!ModelNames.isAlias(alias)) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT, "No alias may be called so: an alias " + ModelNames.ALIAS_RULE + ".");
        }
    }

    /** Holds the name until the transaction ends: changes of one model come one after the other. */
    RegistryRepository.Held hold(String name, IfMatch ifMatch) {
        RegistryRepository.Held held = (ModelNames.isName(name)
                        ? repository.lock(name)
                        : Optional.<RegistryRepository.Held>empty())
                .orElseThrow(ModelRegistry::unknown);
        ifMatch.check(held.revision());
        return held;
    }

    private static ProblemException unknown() {
        return notFound("There is no model of this name.");
    }

    private static ProblemException notFound(String detail) {
        return new ProblemException(ProblemType.NOT_FOUND, detail);
    }
}
