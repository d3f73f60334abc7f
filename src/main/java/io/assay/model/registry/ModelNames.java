package io.assay.model.registry;

import java.util.Set;
import java.util.regex.Pattern;

/** What models and aliases may be called. */
final class ModelNames {

    static final String RULE = "has lower-case letters, digits, - and _, at most 63, the first a letter or digit";

    static final String ALIAS_RULE = "has lower-case letters, digits, - and _, at most 63, the first a letter; "
            + "latest and v with a number are taken for versions elsewhere";

    /** What else is found below {@code /api/v1/models}, or may be. */
    private static final Set<String> RESERVED = Set.of(
            "aliases",
            "calibrate",
            "champion",
            "drift",
            "evaluate",
            "explain",
            "labels",
            "metrics",
            "monitoring",
            "predict",
            "predictions",
            "promotions",
            "runs",
            "search",
            "train",
            "versions");

    /** A path segment that somebody takes for a model's name, be it one or not. */
    static final String ANY_SEGMENT = "{name:[^@:]+}";

    /** A path segment that may be a model's name, for controllers: not one of the fixed ones. */
    static final String SEGMENT = "{name:(?!(?:calibrate|evaluate|explain|metrics|runs|train)$)[^@:]+}";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    /** MLflow, to which aliases are mirrored, refuses latest and v1. */
    private static final Pattern ALIAS = Pattern.compile("(?!latest$|v[0-9]+$)[a-z][a-z0-9_-]{0,62}");

    private ModelNames() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !RESERVED.contains(text);
    }

    static boolean isReserved(String text) {
        return RESERVED.contains(text);
    }

    static boolean isAlias(String text) {
        return ALIAS.matcher(text).matches();
    }
}
