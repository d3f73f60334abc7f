package io.assay.experiment.registry;

import io.assay.AssayApplication;
import io.assay.experiment.readout.ArmDataRequest;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.SpendingRequest;
import io.assay.platform.http.Caller;
import io.assay.platform.http.IfMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Experiments that live in a registry of their own, with a database behind it, for studies elsewhere. */
public final class RegisteredLives implements AutoCloseable {

    private static final Caller CALLER = new Caller("study");

    private static final IfMatch ANY_VERSION = IfMatch.any();

    private final ConfigurableApplicationContext context;
    private final RegistryService service;
    private final JsonMapper json;

    private RegisteredLives(ConfigurableApplicationContext context) {
        this.context = context;
        this.service = context.getBean(RegistryService.class);
        this.json = context.getBean(JsonMapper.class);
    }

    /** Starts a service on a folder of its own. */
    public static RegisteredLives start(String folder) {
        return new RegisteredLives(new SpringApplicationBuilder(AssayApplication.class)
                .run("--server.port=0", "--assay.database.directory=" + folder));
    }

    /** An experiment that has started: two arms, conversion decides. */
    public Life begin(String key, InferenceKind kind, SpendingRequest.@Nullable Kind spending, long plannedN) {
        ExperimentDefinition definition = Definitions.of(key, kind, plannedN);
        if (spending != null) {
            definition = Definitions.with(
                    definition, new PlanDefinition(kind, 5, new SpendingRequest(spending, null), null, null, null));
        }
        service.create(definition, CALLER);
        service.start(key, ANY_VERSION, CALLER);
        return new Life(key);
    }

    /** One experiment. */
    public final class Life {

        private final String key;

        private Life(String key) {
            this.key = key;
        }

        /** Whether its readout says to ship, of so many units an arm and so many that converted. */
        public boolean ships(long perArm, long control, long treatment) {
            Map<String, ArmDataRequest> data = new LinkedHashMap<>();
            data.put("control", counts(perArm, control));
            data.put("treatment", counts(perArm, treatment));
            MeasuredRequest request = new MeasuredRequest(
                    null,
                    null,
                    List.of(new MeasuredArm("control", perArm), new MeasuredArm("treatment", perArm)),
                    null,
                    null,
                    null,
                    List.of(new MeasuredMetric("conversion", null, null, null, null, null, data)));
            String answer =
                    service.read(key, request, ANY_VERSION, CALLER).readout().answer();
            return json.readTree(answer)
                    .at("/readout/decision/decision")
                    .asString()
                    .equals("ship");
        }
    }

    private static ArmDataRequest counts(long n, long successes) {
        return new ArmDataRequest(
                n, successes, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    @Override
    public void close() {
        context.close();
    }
}
