package io.assay.data.file;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/** Folders of datasets of tests. */
public final class TestFolders {

    private TestFolders() {}

    public static DatasetFolder at(Path directory) throws IOException {
        return new DatasetFolder(
                new DatasetSettings(true, directory, DataSize.ofGigabytes(1), DataSize.ofMegabytes(1)));
    }
}
