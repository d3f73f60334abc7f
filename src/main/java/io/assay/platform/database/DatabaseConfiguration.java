package io.assay.platform.database;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds for every PostgreSQL, embedded or not. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /**
     * A connection is tested every time before it is handed out, even if it was in use just before: a call to a database
     * that hangs then ends with the wait for a connection. The pool reads this from nowhere else, when it is made.
     */
    DatabaseConfiguration() {
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
    }

    /** Migrations may take their time: they do not use the pool, whose connections give up within seconds. */
    @Bean
    static FlywayConfigurationCustomizer migrationsOnAConnectionOfTheirOwn(JdbcConnectionDetails details) {
        return configuration ->
                configuration.dataSource(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }
}
