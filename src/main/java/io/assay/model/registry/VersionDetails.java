package io.assay.model.registry;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people say of a version, and may say otherwise later. */
record VersionDetails(
        @Nullable String description, @Nullable Map<String, @Nullable String> tags) implements SelfValidating {

    static final int LONGEST_DESCRIPTION = 4_000;

    private static final int MOST_TAGS = 50;
    private static final int LONGEST_VALUE = 1_000;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    /** The database stores no NUL, and MLflow shows each in one line. */
    private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}]*");

    @Override
    public void validate(Violations violations) {
        validate(description, tags, violations);
    }

    static void validate(
            @Nullable String description, @Nullable Map<String, @Nullable String> tags, Violations violations) {
        if (description != null && (description.length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0)) {
            violations.reject("/description", "must have at most 4,000 characters and no NUL");
        }
        if (tags == null) {
            return;
        }
        if (tags.size() > MOST_TAGS) {
            violations.reject("/tags", "must be at most " + MOST_TAGS);
            return;
        }
        tags.forEach((key, value) -> {
            if (!KEY.matcher(key).matches()) {
                violations.reject(
                        "/tags",
                        "must have keys of letters, digits, -, _ and dots, at most 100, the first a letter or digit");
            } else if (value == null
                    || value.length() > LONGEST_VALUE
                    || !PRINTABLE.matcher(value).matches()) {
                violations.reject(
                        "/tags/" + key, "must be a text of at most 1,000 characters without control characters");
            }
        });
    }

    @SuppressWarnings("NullAway") // validate has refused values that are null
    Map<String, String> tagsOrNone() {
        return tags == null ? Map.of() : Map.copyOf(tags);
    }
}
