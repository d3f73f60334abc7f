package io.assay.experiment.readout;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What {@code readout} is measured against. Part of the tests only. */
@Hidden
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping("/test/baseline/readout")
class ReadoutBaselineController {

    record Constant(boolean received) {}

    private static final Constant CONSTANT = new Constant(true);

    /** Reads, binds and validates as {@code readout} does. */
    @PostMapping
    Constant constant(@RequestBody ReadoutRequest request) {
        return CONSTANT;
    }
}
