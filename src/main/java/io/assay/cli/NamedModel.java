package io.assay.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model as a command names it: {@code churn} for its champion, {@code churn@challenger} or {@code churn:3}.
 *
 * @param alias null where the version is named by its number
 * @param version null where it is named by an alias
 */
record NamedModel(
        String name, @Nullable String alias, @Nullable String version) {

    private static final Pattern TEXT =
            Pattern.compile("(?<name>[^@:]+)(?:@(?<alias>[^@:]+)|:(?<version>[1-9][0-9]{0,8}))?");

    /** The id of a run; a model may have any other name that begins like one. */
    private static final Pattern RUN = Pattern.compile("run-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String MODELS = "/api/v1/models/";

    /** @throws CommandException where the text names no model */
    static NamedModel parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new CommandException(
                    ExitCodes.NOT_UNDERSTOOD,
                    "--model must be a model such as churn, churn@challenger or churn:3, not " + text);
        }
        String version = matcher.group("version");
        String alias = matcher.group("alias");
        return new NamedModel(
                matcher.group("name"), version != null ? null : alias == null ? "champion" : alias, version);
    }

    /** The run that a text names, which may be the run itself or the model that came out of it. */
    static String run(String text, Service service) {
        return RUN.matcher(text).matches() ? text : parse(text).run(service);
    }

    private String run(Service service) {
        String number = version;
        if (number == null) {
            JsonNode model = service.get(MODELS + encoded(name)).json();
            JsonNode found = model.path("aliases").path(String.valueOf(alias));
            if (!found.isInt()) {
                throw new CommandException(ExitCodes.REFUSED, name + " has no " + alias);
            }
            number = found.toString();
        }
        return service.get(MODELS + encoded(name) + "/versions/" + number)
                .json()
                .path("run")
                .asString("");
    }

    /** Where it predicts. */
    String predictPath() {
        return MODELS
                + encoded(name)
                + (version == null ? "@" + encoded(String.valueOf(alias)) : "/versions/" + version)
                + "/predict";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
