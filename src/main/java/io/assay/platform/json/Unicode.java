package io.assay.platform.json;

/** JSON can spell what is not Unicode: half of a surrogate pair, which no answer and no database can repeat. */
public final class Unicode {

    /** What is said of such a text. */
    public static final String HALF_SURROGATE_PAIR = "holds half a surrogate pair, which is not Unicode";

    private Unicode() {}

    public static boolean hasHalfSurrogatePair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                // Iterating by code points joins whole pairs; what is left in the surrogate range stood alone.
                return text.codePoints()
                        .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
            }
        }
        return false;
    }
}
