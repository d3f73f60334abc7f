package io.assay.data.file;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where datasets are and how large they may be.
 *
 * @param directory their folder; replicas of one service need the same one
 * @param maxUpload the most that an upload may have, as it is sent and decompressed
 * @param keepFree what an upload leaves free on the disk
 * @param shared whether other replicas use the folder, too, so that none takes what is theirs for leftovers
 */
@ConfigurationProperties("assay.datasets")
public record DatasetSettings(
        Path directory,
        @DefaultValue("4GB") DataSize maxUpload,
        @DefaultValue("512MB") DataSize keepFree,
        @DefaultValue("false") boolean shared) {}
