package io.assay.platform.database;

import org.junit.jupiter.api.Tag;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Tag("container")
class ContainerNamedDatabaseTest extends NamedDatabaseContract {

    @DynamicPropertySource
    static void name(DynamicPropertyRegistry properties) {
        name(TestPostgres.container(), properties);
    }
}
