package io.assay.model.mlflow;

import io.assay.platform.database.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** What sends runs in one process, without the rest of the service and without its clock: a test says when. */
final class Sending implements AutoCloseable {

    @TestConfiguration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @ComponentScan(basePackageClasses = MlflowOutbox.class)
    @Import(JacksonAutoConfiguration.class)
    static class Parts {

        @Bean
        static JdbcClient jdbc(DataSource database) {
            return JdbcClient.create(database);
        }

        @Bean
        static PlatformTransactionManager transactions(DataSource database) {
            return new DataSourceTransactionManager(database);
        }

        @Bean
        static MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        /** Runs alone: nothing is registered. */
        @Bean
        static MirroredModels models() {
            return name -> Optional.empty();
        }
    }

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    Sending(DataSource database, String uri, String... settings) {
        Map<String, String> values = new HashMap<>(Map.of(
                "assay.mlflow.tracking-uri", uri,
                "assay.mlflow.username", "",
                "assay.mlflow.password", "",
                "assay.mlflow.token", "",
                "assay.mlflow.timeout", "20s",
                "assay.mlflow.retry", "30s",
                "assay.metrics.refresh", "0s"));
        for (String setting : settings) {
            int at = setting.indexOf('=');
            values.put(setting.substring(0, at), setting.substring(at + 1));
        }
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        TestPropertyValues.of(values).applyTo(context);
        context.getBeanFactory().registerSingleton("database", database);
        context.register(Parts.class);
        context.refresh();
    }

    /** With its migrations; connections are made for each use. */
    static DataSource database(String url) {
        TestPostgres server = TestPostgres.embedded();
        DataSource database = new DriverManagerDataSource(url, server.user(), server.password());
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    MlflowOutbox outbox() {
        return context.getBean(MlflowOutbox.class);
    }

    OutboxRepository repository() {
        return context.getBean(OutboxRepository.class);
    }

    MirrorRepository mirrored() {
        return context.getBean(MirrorRepository.class);
    }

    MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    void add(LoggedRun run, LoggedArtifact... artifacts) {
        transaction().executeWithoutResult(_ -> outbox().add(run, List.of(artifacts)));
    }

    /** As the clock would, now. */
    void send() {
        context.getBean(MlflowSender.class).send();
    }

    void start() {
        context.getBean(MlflowSender.class).atStart();
    }

    MlflowState state(String run) {
        return outbox().state(run).orElseThrow();
    }

    @Override
    public void close() {
        context.close();
    }
}
