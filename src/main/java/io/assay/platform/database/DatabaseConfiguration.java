package io.assay.platform.database;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds for every PostgreSQL, embedded or not. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Migrations may take their time: they do not use the pool, whose connections give up within seconds. */
    @Bean
    static FlywayConfigurationCustomizer migrationsOnAConnectionOfTheirOwn(JdbcConnectionDetails details) {
        return configuration ->
                configuration.dataSource(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }
}
