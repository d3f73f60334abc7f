package io.assay.platform.idempotency;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets, every hour, the answers that are no longer kept. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final AnswerRepository answers;

    Forgetting(AnswerRepository answers) {
        this.answers = answers;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            boolean done = false;
            while (!done) {
                done = answers.forget();
            }
        } catch (DataAccessException away) {
            LOG.info("Answers to repeated requests are forgotten later: {}", away.getMessage());
        }
    }
}
