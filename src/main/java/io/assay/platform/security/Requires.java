package io.assay.platform.security;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;

/** Asks for more than a handler's {@link LeastRole} where what a request does depends on its body. */
public final class Requires {

    private Requires() {}

    /**
     * Refuses callers of a lesser role.
     *
     * @throws ProblemException with status 403 where the role of the caller whose request this thread handles is less
     */
    public static void role(Role least) {
        Role role = Identity.current().role();
        if (!role.includes(least)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "This needs the role " + least.text() + "; the caller has the role " + role.text() + ".");
        }
    }
}
