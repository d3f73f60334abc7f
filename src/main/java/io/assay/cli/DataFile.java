package io.assay.cli;

import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A file of rows, and how it is to be read: by the service's own names for that, such as {@code delimiter}. */
record DataFile(Path file, ObjectNode options) {

    private static final String PATH = "/api/v1/datasets";

    private static final Map<String, String> TYPES = Map.of(
            ".csv", "text/csv",
            ".ndjson", "application/x-ndjson",
            ".jsonl", "application/x-ndjson",
            ".parquet", "application/vnd.apache.parquet");

    /** Stores it and tells its id. */
    String upload(Service service, JobWatch jobs) {
        BodyPublisher body;
        try {
            if (!Files.isRegularFile(file)) {
                throw new FileNotFoundException();
            }
            body = BodyPublishers.ofFile(file);
        } catch (FileNotFoundException missing) {
            throw new CommandException(ExitCodes.NOT_UNDERSTOOD, "there is no file " + file);
        }
        return jobs.await(service.post(PATH + "?" + query(), contentType(), body))
                .json()
                .path("id")
                .asString("");
    }

    private String query() {
        String name = String.valueOf(file.getFileName());
        StringBuilder query = new StringBuilder();
        if (!options.has("name")) {
            add(query, "name", name.replaceFirst("\\..*", ""));
        }
        add(query, "file_name", name);
        options.properties().forEach(option -> {
            JsonNode value = option.getValue();
            if (value.isArray()) {
                value.forEach(one -> add(query, option.getKey(), Listing.text(one)));
            } else if (value.isObject()) {
                value.properties()
                        .forEach(one -> add(query, option.getKey(), one.getKey() + ":" + Listing.text(one.getValue())));
            } else {
                add(query, option.getKey(), Listing.text(value));
            }
        });
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private String contentType() {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
        return TYPES.entrySet().stream()
                .filter(type -> plain.endsWith(type.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("application/octet-stream");
    }
}
