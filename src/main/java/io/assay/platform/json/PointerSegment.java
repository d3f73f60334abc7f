package io.assay.platform.json;

/** A field's name as it stands in a JSON pointer (RFC 6901, section 3). */
public final class PointerSegment {

    private PointerSegment() {}

    /** The name with ~ as ~0 and / as ~1. */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
