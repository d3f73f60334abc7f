package io.assay.platform.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Empties the database of a test that allows it, so that no run of the tests sees what an earlier one stored. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.flyway.clean-disabled", havingValue = "false")
class FreshTables {

    @Bean
    static FlywayMigrationStrategy migrateFromNothing() {
        return flyway -> {
            flyway.clean();
            flyway.migrate();
        };
    }
}
