package io.assay.job;

import io.assay.platform.http.Caller;
import io.assay.platform.http.Prefer;
import io.assay.platform.idempotency.IdempotencyKey;
import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks for {@link Digging}. Part of the tests only. */
@Hidden
@RestController
@LeastRole(Role.VIEWER)
@RequestMapping(path = HoleController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class HoleController {

    static final String PATH = "/api/test/holes";

    private final Jobs jobs;

    private final Digging digging;

    HoleController(Jobs jobs, Digging digging) {
        this.jobs = jobs;
        this.digging = digging;
    }

    @PostMapping
    ResponseEntity<byte[]> dig(@RequestBody Digging.Hole hole, Prefer prefer, IdempotencyKey key, Caller caller) {
        return jobs.run(digging, hole, prefer, key, caller, hole);
    }
}
