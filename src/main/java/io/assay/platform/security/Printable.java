package io.assay.platform.security;

/** Text that people and logs can show: nothing that breaks lines, is invisible or turns what follows around. */
final class Printable {

    private Printable() {}

    static boolean is(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        return length > 0 && length <= longest && text.codePoints().allMatch(Printable::isPrintable);
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
