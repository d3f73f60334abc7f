package io.assay.platform.json;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a record component is spelled in JSON. Every capital letter starts a word, so that {@code exactPValue} is
 * {@code exact_p_value}: Jackson's own strategy joins capitals that follow each other, and makes it exact_pvalue.
 */
public final class SnakeCase {

    private static final Pattern CAPITAL = Pattern.compile("(?<=.)\\p{Lu}");

    private SnakeCase() {}

    /** The JSON name of a component in camelCase. */
    public static String of(String component) {
        return CAPITAL.matcher(component).replaceAll("_$0").toLowerCase(Locale.ROOT);
    }
}
