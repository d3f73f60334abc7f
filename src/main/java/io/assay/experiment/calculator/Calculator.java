package io.assay.experiment.calculator;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A small named calculation: a class with this annotation and one {@code @PostMapping("/its-name")} method is served
 * below {@code /api/v1/experiments/calculators}, documented and listed there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = CalculatorController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Calculators", description = "Small named calculations")
@interface Calculator {}
