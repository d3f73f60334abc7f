package io.assay.model.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a model is meant: the one of this number, the one that an alias points to, or, with neither, the champion.
 *
 * @param version from 1
 */
public record ModelReference(
        String name, @Nullable Integer version, @Nullable String alias) {

    /** The alias of the version that answers when nothing else is said. */
    public static final String CHAMPION = "champion";

    /** The alias of the version that may become champion, which is asked beside it. */
    public static final String CHALLENGER = "challenger";

    private static final Pattern TEXT =
            Pattern.compile("(?<name>[^@:]+)(?:@(?<alias>[^@:]+)|:(?<version>[1-9][0-9]{0,8}))?");

    public ModelReference {
        if (version != null && alias != null) {
            throw new IllegalArgumentException("a version is named by its number or by an alias, not by both");
        }
        if (version == null && alias == null) {
            alias = CHAMPION;
        }
    }

    /** The champion. */
    public static ModelReference champion(String name) {
        return new ModelReference(name, null, CHAMPION);
    }

    /**
     * Reads {@code churn}, {@code churn@challenger} or {@code churn:3}.
     *
     * @throws IllegalArgumentException with words for the user
     */
    public static ModelReference parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || !ModelNames.isName(matcher.group("name"))) {
            throw new IllegalArgumentException(
                    "must be a model such as churn, churn@challenger or churn:3; a name " + ModelNames.RULE);
        }
        String version = matcher.group("version");
        return new ModelReference(
                matcher.group("name"), version == null ? null : Integer.valueOf(version), matcher.group("alias"));
    }

    @Override
    public String toString() {
        return version == null ? name + "@" + alias : name + ":" + version;
    }
}
