package io.assay.data.file;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where datasets are and how large they may be.
 *
 * @param enabled whether any are stored: not where replicas have no folder in common
 * @param directory their folder; replicas of one service need the same one
 * @param maxUpload the most that an upload may have, as it is sent and decompressed
 * @param keepFree what an upload leaves free on the disk
 */
@ConfigurationProperties("assay.datasets")
public record DatasetSettings(
        @DefaultValue("true") boolean enabled,
        Path directory,
        @DefaultValue("4GB") DataSize maxUpload,
        @DefaultValue("512MB") DataSize keepFree) {}
