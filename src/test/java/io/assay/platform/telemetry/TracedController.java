package io.assay.platform.telemetry;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Logs what it is called with. Part of the tests only. */
@Hidden
@LeastRole(Role.VIEWER)
@RestController
class TracedController {

    private static final Logger LOG = LoggerFactory.getLogger(TracedController.class);

    @GetMapping("/test/traced/{name}")
    String log(@PathVariable String name) {
        LOG.info("called {}", name);
        return name;
    }
}
