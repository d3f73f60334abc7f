package io.assay.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service over HTTP: what it answers, or in words why it did not. */
class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Whoever ends a command does not wait for long. */
    private static final Duration PARTING = Duration.ofSeconds(10);

    private static final String JSON = "application/json";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String base;

    private final @Nullable String key;

    Service(URI url, @Nullable String key) {
        String text = url.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.key = key;
    }

    /** An answer that is a success. */
    record Answer(int status, Optional<String> location, String body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    Answer post(String path, String json) {
        return post(path, JSON, BodyPublishers.ofString(json));
    }

    /** The answer itself where that takes no time, else of the job that it is, once that is over. */
    Answer post(String path, String contentType, BodyPublisher body) {
        // Small work is answered at once, and large work is worth watching.
        return send(request(path)
                .header("Content-Type", contentType)
                .header("Prefer", "wait=0")
                .POST(body));
    }

    /** Cancels a job, quickly or not at all. */
    Answer cancel(String job) {
        return send(request(job + "/cancel").timeout(PARTING).POST(BodyPublishers.noBody()));
    }

    /** Has something asked of it when the process is told to end, as by Ctrl-C. The caller closes it when that is over. */
    Interrupt whenInterrupted(Runnable last) {
        Interrupt interrupt = new Interrupt(last);
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::run, "interrupt"));
        return interrupt;
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** The lines of an answer that goes on, as they come. */
    InputStream stream(String path) {
        HttpResponse<InputStream> response = exchange(request(path).GET(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new CommandException(ExitCodes.FAILED, path + " was answered " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 == 2) {
            return new Answer(response.statusCode(), response.headers().firstValue("Location"), response.body());
        }
        throw refused(response.statusCode(), response.body());
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException away) {
            throw new CommandException(ExitCodes.NOT_REACHED, "not reached: " + base + ": " + words(away));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCodes.FAILED, "interrupted");
        }
    }

    private static String words(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** What a problem says, with what is wrong where. */
    static CommandException refused(int status, String body) {
        int code = status / 100 == 4 ? ExitCodes.REFUSED : ExitCodes.FAILED;
        JsonNode problem;
        try {
            problem = JsonMapper.shared().readTree(body);
        } catch (JacksonException unreadable) {
            return new CommandException(code, "answered " + status);
        }
        StringBuilder words = new StringBuilder(problem.path("title").asString("answered " + status));
        problem.path("detail")
                .asStringOpt()
                .ifPresent(detail -> words.append(": ").append(detail));
        for (JsonNode error : problem.path("errors")) {
            words.append(System.lineSeparator())
                    .append("  ")
                    .append(error.path("pointer").asString(""))
                    .append(' ')
                    .append(error.path("detail").asString(""));
        }
        return new CommandException(code, words.toString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
