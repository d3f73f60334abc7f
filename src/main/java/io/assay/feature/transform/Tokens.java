package io.assay.feature.transform;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Words of a text: runs of two or more letters, digits and underscores of any script, in lower case. As scikit-learn's
 * vectorizers find them by {@code \w\w+}.
 */
final class Tokens {

    private Tokens() {}

    static void each(String text, Consumer<String> found) {
        String lower = text.toLowerCase(Locale.ROOT);
        int start = -1;
        int length = lower.length();
        for (int i = 0; i <= length; ) {
            int point = i < length ? lower.codePointAt(i) : ' ';
            if (isPart(point)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                if (lower.codePointCount(start, i) > 1) {
                    found.accept(lower.substring(start, i));
                }
                start = -1;
            }
            i += Character.charCount(point);
        }
    }

    private static boolean isPart(int point) {
        if (point == '_' || Character.isLetterOrDigit(point)) {
            return true;
        }
        int type = Character.getType(point);
        return type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }
}
