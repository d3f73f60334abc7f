package io.assay.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits for a job; on a terminal a bar shows how far it is. */
final class JobWatch {

    private static final Set<String> OVER = Set.of("succeeded", "failed", "cancelled", "expired");

    private static final Set<String> ANSWERED = Set.of("succeeded", "failed");

    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final String DATA = "data: ";

    private final Service service;

    private final ProgressBar bar;

    private final PrintWriter err;

    JobWatch(Service service, ProgressBar bar, PrintWriter err) {
        this.service = service;
        this.bar = bar;
        this.err = err;
    }

    /** The answer, be it there already or that of a job. */
    Service.Answer await(Service.Answer first) {
        if (first.status() != 202 || first.location().isEmpty()) {
            return first;
        }
        String job = first.location().get();
        say("job " + job);
        Interrupt interrupt = service.whenInterrupted(() -> cancel(job));
        String state;
        try (interrupt) {
            state = watch(job);
            bar.end();
        }
        if (!ANSWERED.contains(state)) {
            throw new CommandException(ExitCodes.FAILED, "the job was " + state + ": " + job);
        }
        return service.get(job + "/result");
    }

    /** Nobody waits for it any more. */
    private void cancel(String job) {
        bar.endForGood();
        try {
            service.cancel(job);
            say("interrupted: the job is cancelled: " + job);
        } catch (CommandException refused) {
            say("interrupted: the job was not cancelled: " + job + ": " + refused.words());
        }
    }

    private void say(String words) {
        err.println(words);
        err.flush();
    }

    /** Until it is over, asking again where the events end before. */
    private String watch(String job) {
        while (true) {
            try {
                follow(job);
            } catch (IOException cut) {
                // The next question tells how it stands.
            }
            String state = service.get(job).json().path("state").asString("");
            if (OVER.contains(state)) {
                return state;
            }
            pause();
        }
    }

    private void follow(String job) throws IOException {
        try (BufferedReader events =
                new BufferedReader(new InputStreamReader(service.stream(job + "/events"), StandardCharsets.UTF_8))) {
            for (String line = events.readLine(); line != null; line = events.readLine()) {
                if (line.startsWith(DATA)) {
                    JsonNode progress = JsonMapper.shared()
                            .readTree(line.substring(DATA.length()))
                            .path("progress");
                    bar.show(
                            progress.path("fraction").asDouble(0),
                            progress.path("doing").asString(""));
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCodes.FAILED, "interrupted");
        }
    }
}
