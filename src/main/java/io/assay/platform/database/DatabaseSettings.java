package io.assay.platform.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the embedded server keeps things.
 *
 * @param directory the data folder, made where it is missing
 * @param binaries an installation of PostgreSQL, whose programs are in its {@code bin}, or a folder below which one is
 *     unpacked; null for a folder below {@code directory}
 */
@ConfigurationProperties("assay.database")
record DatabaseSettings(Path directory, @Nullable Path binaries) {}
