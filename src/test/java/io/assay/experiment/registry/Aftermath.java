package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.registry.Write.Answer;
import io.assay.experiment.registry.Write.Kind;
import io.assay.experiment.registry.Write.Sent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is to be found after a crash: all that was acknowledged, once, and nothing that nobody wrote. */
final class Aftermath {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final WritingClient client;

    /** Experiments that several clients read out: figures that came late were refused. */
    private final String shared;

    Aftermath(WritingClient client, String shared) {
        this.client = client;
        this.shared = shared;
    }

    /**
     * Sends everything again. What was answered must be answered so again; what was not is done now, if it was not done
     * before.
     *
     * @return all writes with their answers
     */
    List<Sent> sendAgain(List<Sent> sent) throws IOException, InterruptedException {
        List<Sent> settled = new ArrayList<>();
        for (Sent each : sent) {
            Write write = each.write();
            Answer first = each.answer() == null ? client.send(write) : each.answer();
            Answer again = client.send(write);
            if (first.isDone()) {
                assertThat(again.saysTheSame(first) && again.replayed())
                        .as("%s got %s, and then %s", write.id(), first, again)
                        .isTrue();
            } else {
                assertThat(first.status()).as("%s got %s", write.id(), first).isEqualTo(422);
                assertThat(again.status()).as("%s, sent again", write.id()).isEqualTo(422);
                assertThat(write.kind()).isEqualTo(Kind.READ_OUT);
                assertThat(write.experiment()).isEqualTo(shared);
            }
            settled.add(new Sent(write, first));
        }
        return settled;
    }

    /** Compares what is there with all that was done. */
    void check(List<Sent> settled) throws IOException, InterruptedException {
        Map<String, Map<String, Sent>> done = new TreeMap<>();
        for (Sent each : settled) {
            if (answer(each).isDone()) {
                done.computeIfAbsent(each.write().experiment(), key -> new HashMap<>())
                        .put(each.write().id(), each);
            }
        }
        for (Map.Entry<String, Map<String, Sent>> experiment : done.entrySet()) {
            check(experiment.getKey(), experiment.getValue());
        }
    }

    private static Answer answer(Sent sent) {
        return Objects.requireNonNull(sent.answer());
    }

    private void check(String key, Map<String, Sent> done) throws IOException, InterruptedException {
        String path = Api.PATH + "/" + key;
        JsonNode experiment = JSON.readTree(body(path));
        JsonNode events = experiment.path("events");
        assertThat(values(events, "by"))
                .as("writes to %s, each done once", key)
                .containsExactlyInAnyOrderElementsOf(done.keySet());
        assertThat(values(events, "version")).isEqualTo(oneTo(events.size()));
        assertThat(experiment.path("version").asInt()).isEqualTo(events.size());
        Map<Kind, Integer> counts = new HashMap<>();
        for (JsonNode event : events) {
            Sent sent = Objects.requireNonNull(done.get(event.path("by").asString()));
            Kind kind = sent.write().kind();
            assertThat(event.path("action").asString()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
            assertThat(answer(sent).etag()).isEqualTo("\"%s\"", event.path("version"));
            checkEffect(experiment, sent);
            counts.merge(kind, 1, Integer::sum);
        }
        assertThat(counts).containsEntry(Kind.CREATED, 1);
        JsonNode looks = experiment.path("looks");
        LookChecks.areConsistent(looks);
        assertThat(looks.size()).isEqualTo(counts.getOrDefault(Kind.READ_OUT, 0));
        assertThat(values(experiment.path("amendments"), "number"))
                .isEqualTo(oneTo(counts.getOrDefault(Kind.AMENDED, 0)));
        assertThat(experiment.path("state").asString())
                .isEqualTo(counts.containsKey(Kind.STARTED) ? "running" : "draft");
    }

    /** Does again what the exports tell, and looks for all readouts in them. */
    void replay(List<Sent> settled) throws IOException, InterruptedException {
        for (Sent each : settled) {
            if (each.write().kind() == Kind.STARTED) {
                String path = Api.PATH + "/" + each.write().experiment();
                String export = body(path + "/export");
                assertThat(client.post(Api.PATH + "/replay", export).body()).isEqualTo(export);
                JsonNode looks = JSON.readTree(body(path)).path("looks");
                assertThat(values(JSON.readTree(export).path("readouts"), "number"))
                        .isEqualTo(oneTo(looks.size()));
            }
        }
    }

    /** Of a write: that what it was answered is so. */
    private void checkEffect(JsonNode experiment, Sent sent) throws IOException, InterruptedException {
        String body = answer(sent).body();
        JsonNode said = JSON.readTree(body);
        switch (sent.write().kind()) {
            case CREATED -> {
                assertThat(experiment.path("definition")).isEqualTo(said.path("definition"));
                assertThat(experiment.path("planned")).isEqualTo(said.path("planned"));
            }
            case STARTED -> {
                assertThat(experiment.path("plan")).isEqualTo(said.path("plan"));
                assertThat(experiment.path("plan_sha256")).isEqualTo(said.path("plan_sha256"));
            }
            case AMENDED ->
                assertThat(experiment.path("amendments").get(said.path("number").asInt() - 1))
                        .isEqualTo(said);
            case READ_OUT -> {
                JsonNode look = experiment.path("looks").get(said.path("look").asInt() - 1);
                ObjectNode entry = (ObjectNode) said.path("ledger_entry").deepCopy();
                entry.remove(List.of("verdict", "amended"));
                assertThat(look).isEqualTo(entry);
                assertThat(look.path("by").asString()).isEqualTo(sent.write().id());
                assertThat(look.path("readout")).isEqualTo(said.path("number"));
                String path = Api.PATH + "/" + sent.write().experiment() + "/readouts/" + said.path("number");
                assertThat(body(path)).isEqualTo(body);
            }
        }
    }

    private String body(String path) throws IOException, InterruptedException {
        var response = client.get(path);
        assertThat(response.statusCode()).as("%s: %s", path, response.body()).isEqualTo(200);
        return response.body();
    }

    private static List<String> values(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(member).asString())
                .toList();
    }

    private static List<String> oneTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
    }
}
