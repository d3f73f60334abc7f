package io.assay.platform.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.assay.statistics.InvalidInputException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives back what it understood, or fails in every way a controller can. Part of the tests only. */
@Hidden
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/test")
class EchoController {

    enum Side {
        TWO_SIDED,
        GREATER
    }

    record Arm(
            @NotNull @PositiveOrZero Long conversions,
            @NotNull @PositiveOrZero Long visitors) implements SelfValidating {

        @Override
        public void validate(Violations violations) {
            if (conversions != null && visitors != null && conversions > visitors) {
                violations.reject("/conversions", "must be at most visitors");
            }
        }
    }

    record Echo(
            @NotNull @Valid Arm control,
            @NotNull @Valid Arm treatment,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) @Nullable
            Double alpha,

            @Nullable Side alternative,
            @Nullable List<@NotNull Double> weights,
            @Nullable Integer seed,
            @Nullable Boolean correct,
            @Nullable String label)
            implements SelfValidating {

        @Override
        public void validate(Violations violations) {
            // Stumbles over a null, as a careless rule would; that must not hide what was found before.
            if (weights != null
                    && weights.stream().mapToDouble(weight -> weight).sum() > 1.5) {
                violations.reject("/weights", "must sum to 1");
            }
        }
    }

    record Numbers(
            double undefined,
            @Nullable Double infinite,
            @JsonProperty("ci_95") List<Double> ci95) {}

    private final RequestBinder binder;

    EchoController(RequestBinder binder) {
        this.binder = binder;
    }

    @PostMapping("/echo")
    Echo echo(@RequestBody Echo body) {
        return body;
    }

    @PostMapping(path = "/bytes", consumes = MediaType.APPLICATION_JSON_VALUE)
    Echo bytes(@RequestBody byte[] body) {
        return binder.bind(body, Echo.class);
    }

    @GetMapping("/numbers")
    Numbers numbers() {
        return new Numbers(Double.NaN, Double.NEGATIVE_INFINITY, List.of(0.5, Double.POSITIVE_INFINITY));
    }

    @GetMapping("/items/{number}")
    int item(@PathVariable int number, @RequestParam(defaultValue = "0") int offset) {
        return number + offset;
    }

    @GetMapping("/impossible")
    int impossible() {
        throw new InvalidInputException("control/visitors", "must be at least 1");
    }

    @GetMapping("/broken")
    int broken() {
        throw new IllegalStateException("a secret of the implementation");
    }
}
