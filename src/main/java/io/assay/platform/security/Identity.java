package io.assay.platform.security;

import io.assay.platform.http.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who calls, as far as the credential says.
 *
 * @param name the key's name or the token's subject
 */
record Identity(String name, Role role, Credential credential) implements AuthenticatedPrincipal {

    /** Of every call without a credential while the service is open. */
    static final Identity OPEN = new Identity(Caller.ANONYMOUS, Role.ADMIN, Credential.OPEN);

    @Override
    public String getName() {
        return name;
    }

    Authentication authentication() {
        return new Known(this);
    }

    /** Of the request that this thread handles. */
    static Identity current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof Known known) {
            return known.identity;
        }
        throw new IllegalStateException("nobody was let in");
    }

    /** Keeps nothing of the credential itself. */
    private static final class Known extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Identity identity;

        Known(Identity identity) {
            super(identity.role().authorities());
            this.identity = identity;
            setAuthenticated(true);
        }

        @Override
        public Object getPrincipal() {
            return identity;
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Known known && identity.equals(known.identity);
        }

        @Override
        public int hashCode() {
            return identity.hashCode();
        }
    }
}
