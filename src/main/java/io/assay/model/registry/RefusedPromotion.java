package io.assay.model.registry;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problem of a promotion that was refused, with the whole evidence. */
@Schema(name = "RefusedPromotion")
record RefusedPromotion(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<FieldError> errors,

        @Schema(description = "As it is kept in the history")
        PromotionAnswer promotion) {

    static RefusedPromotion of(Problem problem, PromotionAnswer promotion) {
        return new RefusedPromotion(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.instance(),
                problem.errors(),
                promotion);
    }
}
