package io.assay.feature.registry;

import io.assay.platform.http.Page;
import io.assay.platform.http.Part;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which features there are, what they mean and where they come from. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = "/api/v1/features", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = PipelineController.TAG)
class CatalogueController {

    private final CatalogueSearch search;

    CatalogueController(CatalogueSearch search) {
        this.search = search;
    }

    @Operation(
            operationId = "listFeatures",
            summary = "Which features are there, and where do they come from?",
            description = "Those of the pipelines' newest versions, the newest first; all filters given must hold.")
    @GetMapping
    Pages.Features list(
            @Parameter(description = "Part of its name, meaning, owner, unit or columns, in any case")
                    @RequestParam
                    @Nullable
                    String text,
            @Parameter(description = "Who answers for it") @RequestParam @Nullable String owner,
            @Parameter(description = "Whether it is personal data") @RequestParam @Nullable Boolean pii,
            @Parameter(description = "A column that it is made of") @RequestParam @Nullable String column,
            Page page) {
        Part<CatalogueEntry> part = page.part(search.find(new CatalogueSearch.Filter(text, owner, pii, column), page));
        return new Pages.Features(part.items(), part.next());
    }
}
