package io.assay.platform.database;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

/** Refuses, before anything starts, a named database that is not PostgreSQL. */
public final class NamedDatabaseGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** The URL itself is not shown: some hold a password. */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String url = context.getEnvironment().getProperty("spring.datasource.url");
        if (StringUtils.hasText(url) && !url.startsWith(POSTGRESQL)) {
            throw new UnusableDatabaseException(
                    "The database cannot be used: spring.datasource.url does not begin with " + POSTGRESQL + ".",
                    "Set SPRING_DATASOURCE_URL=jdbc:postgresql://HOST:5432/DATABASE, and the user and the password in"
                            + " SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD; with no SPRING_DATASOURCE_URL"
                            + " the service starts a PostgreSQL of its own.",
                    null);
        }
    }
}
