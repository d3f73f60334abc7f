package io.assay.attack;

import io.assay.platform.security.LeastRole;
import io.assay.platform.security.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes its time to answer what has arrived whole. */
@Hidden
@LeastRole(Role.VIEWER)
@RestController
class SlowController {

    static final Duration TIME = Duration.ofSeconds(4);

    @PostMapping("/test/slow")
    byte[] answer(@RequestBody byte[] body) throws InterruptedException {
        Thread.sleep(TIME);
        return body;
    }
}
