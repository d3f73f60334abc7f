package io.assay.experiment.calculator;

import io.assay.platform.openapi.ApiSchemas;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the calculators with their schemas. */
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = CalculatorController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Calculators", description = "Small named calculations")
class CalculatorController {

    static final String PATH = "/api/v1/experiments/calculators";

    private final ApiSchemas schemas;

    CalculatorController(ApiSchemas schemas) {
        this.schemas = schemas;
    }

    /** All calculators. */
    @Schema(name = "CalculatorList")
    record Calculators(List<Entry> calculators) {}

    /** One calculator. */
    @Schema(name = "CalculatorEntry")
    record Entry(
            String name,
            String summary,

            @Schema(description = "Where to POST the request")
            String path,

            @Schema(description = "JSON schema of the request")
            Map<String, Object> requestSchema,

            @Schema(description = "JSON schema of the answer")
            Map<String, Object> answerSchema) {}

    @Operation(
            operationId = "listCalculators",
            summary = "Which calculators are there?",
            description = "Every calculator with the JSON schemas of its request and its answer.")
    @GetMapping
    Calculators list(HttpServletRequest current) {
        return new Calculators(schemas.postsBelow(PATH, current).entrySet().stream()
                .map(calculator -> new Entry(
                        calculator.getKey(),
                        calculator.getValue().summary(),
                        PATH + "/" + calculator.getKey(),
                        calculator.getValue().request(),
                        calculator.getValue().answer()))
                .toList());
    }
}
