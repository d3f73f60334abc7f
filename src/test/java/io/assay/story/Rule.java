package io.assay.story;

import java.util.regex.Pattern;

/**
 * What is another each time a story is told, and is made the same.
 *
 * @param name what it is
 * @param random how it looks in an answer
 * @param same what stands in the example instead, as for {@code Matcher.replaceAll}
 */
public record Rule(String name, Pattern random, String same) {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** When something was made or done. */
    public static final Rule TIMES = times("at|created_at");

    /** The version of the service. */
    public static final Rule CODE_VERSIONS =
            member("code versions", "code_version|replayed_by", "\"[^\"]*\"", "\"1.0.0\"");

    /** The id of the request, which tells what is logged of it. */
    public static final Rule REQUEST_IDS = member("request ids", "request_id", "\"[^\"]*\"", "null");

    /** Any that a story needs for itself. */
    public static Rule of(String name, String random, String same) {
        return new Rule(name, Pattern.compile(random), same);
    }

    /** Of the members of objects that are so called, the values of this form. */
    public static Rule member(String name, String members, String random, String same) {
        return of(name, "\"(%s)\" ?: ?%s".formatted(members, random), "\"$1\":" + same);
    }

    /** Times that are told by these members. */
    public static Rule times(String members) {
        return member("times", members, "\"\\d{4}-[^\"]*\"", "\"2026-10-05T09:00:00Z\"");
    }

    /** Where the next page begins. */
    public static Rule cursors(String same) {
        return member("cursors", "next_cursor", "\"[^\"]*\"", same);
    }

    /** Random ids with a prefix. */
    public static Rule ids(String prefix, String same) {
        return of("ids " + prefix, prefix + UUID, same);
    }

    String apply(String text) {
        return random.matcher(text).replaceAll(same);
    }
}
