package io.assay.platform.security;

import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who changed what. */
@RestController
@RequestMapping(path = "/api/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Access")
@LeastRole(Role.ADMIN)
class AuditController {

    private final AuditRepository repository;

    AuditController(AuditRepository repository) {
        this.repository = repository;
    }

    @Operation(
            operationId = "listAudit",
            summary = "Who changed what, and when?",
            description = "Every change that was made, the newest first; requests that were refused are none.")
    @GetMapping
    AuditEntry.Page list(
            @Parameter(description = "Exactly this caller") @RequestParam @Nullable String who,
            @Parameter(description = "At this time or later") @RequestParam @Nullable Instant since,
            Page page) {
        Part<AuditEntry> part = page.part(repository.list(who, since, page.after(Long.MAX_VALUE), page.lookedFor()));
        return new AuditEntry.Page(part.items(), part.next());
    }
}
