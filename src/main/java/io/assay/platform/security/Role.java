package io.assay.platform.security;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a caller may do. Each role may do what those before it may. */
@Schema(name = "CallerRole")
public enum Role {
    /** Reads, and computes what leaves nothing behind. */
    VIEWER,
    /** Registers, reads out and changes experiments. */
    ANALYST,
    /** Makes and revokes keys, and reads the audit log. */
    ADMIN;

    boolean includes(Role least) {
        return compareTo(least) >= 0;
    }

    /** As JSON, settings and the database spell it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** This role and those before it. */
    List<GrantedAuthority> authorities() {
        return Arrays.stream(values())
                .filter(this::includes)
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.name()))
                .toList();
    }
}
