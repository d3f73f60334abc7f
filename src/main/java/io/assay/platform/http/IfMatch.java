package io.assay.platform.http;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions that a request may change (RFC 9110, section 13.1.1): whoever read an older one has not seen it all. */
public final class IfMatch {

    private final @Nullable Set<String> tags;

    /** @param tags the strong entity tags of the header, quotes included; null when every version will do */
    IfMatch(@Nullable Set<String> tags) {
        this.tags = tags;
    }

    /** Every version will do. */
    public static IfMatch any() {
        return new IfMatch(null);
    }

    /** The entity tag of a version, as the header ETag carries it. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Refuses the request unless it names this version, or none.
     *
     * @throws ProblemException with status 412
     */
    public void check(long version) {
        if (tags != null && !tags.contains(etag(version))) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED,
                    "The version is " + etag(version) + " now, which is not among those of If-Match.");
        }
    }
}
