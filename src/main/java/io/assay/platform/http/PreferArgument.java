package io.assay.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads {@link Prefer} from the header {@value #HEADER}. Nothing in it is an error: a preference that is unknown or
 * malformed is as if it were not there, and of one that is stated twice the first counts (RFC 7240, section 2).
 */
@Component
final class PreferArgument extends HeadArgument<Prefer> {

    private static final String HEADER = "Prefer";

    private static final String WAIT = "wait";

    private static final String ASYNC = "respond-async";

    /** What is between two commas, in which a quoted string may hold more of them. */
    private static final Pattern ELEMENT = Pattern.compile("(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*+\"|\".*+)++");

    /** A preference with its value, and whatever parameters it has. */
    private static final Pattern PREFERENCE = Pattern.compile("[ \\t]*+(?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]++)[ \\t]*+"
            + "(?:=[ \\t]*+(?:\"(?<quoted>[^\"\\\\]*+)\"|(?<token>[!#$%&'*+.^_`|~0-9A-Za-z-]*+))[ \\t]*+)?+"
            + "(?:;.*+)?+");

    /** A longer one is as if it were not there. */
    private static final int LONGEST = 1_000;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    PreferArgument() {
        super(
                Prefer.class,
                Parameters.describe(
                        "header",
                        HEADER,
                        "wait=N: how many seconds the answer may take before it is 202 with the address of a job, 10 "
                                + "where nothing is said and at most 60. respond-async: at once. Without effect on work "
                                + "that takes but a moment, unless respond-async stands alone.",
                        Parameters.text(LONGEST)));
    }

    @Override
    protected Prefer read(HttpServletRequest request) {
        return parse(Collections.list(request.getHeaders(HEADER)));
    }

    static Prefer parse(List<String> values) {
        Map<String, String> preferences = new HashMap<>();
        for (String value : values) {
            Matcher element = ELEMENT.matcher(value.length() > LONGEST ? "" : value);
            while (element.find()) {
                Matcher preference = PREFERENCE.matcher(element.group());
                if (preference.matches()) {
                    preferences.putIfAbsent(preference.group("name").toLowerCase(Locale.ROOT), value(preference));
                }
            }
        }
        Duration wait = seconds(preferences.get(WAIT));
        // Of no value, or of an empty one, which is the same.
        boolean async = preferences.getOrDefault(ASYNC, ASYNC).isEmpty();
        if (wait == null) {
            return async ? new Prefer(true, Duration.ZERO, ASYNC) : Prefer.none();
        }
        String applied = WAIT + "=" + wait.toSeconds();
        return new Prefer(false, wait, async ? ASYNC + ", " + applied : applied);
    }

    private static String value(Matcher preference) {
        String token = preference.group("token");
        String quoted = preference.group("quoted");
        return token != null ? token : quoted != null ? quoted : "";
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        if (value == null || !SECONDS.matcher(value).matches()) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Integer.parseInt(value));
        return asked.compareTo(Prefer.LONGEST) > 0 ? Prefer.LONGEST : asked;
    }
}
