package io.assay.data.duck;

import io.assay.data.file.TestFolders;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/** DuckDB on a folder of a test. */
public final class TestDuck {

    private TestDuck() {}

    public static Duck in(Path folder) throws IOException {
        return in(folder, DataSize.ofMegabytes(512), DataSize.ofGigabytes(1));
    }

    static Duck in(Path folder, DataSize memory, DataSize spill) throws IOException {
        return new Duck(new DuckSettings(memory, 2, spill), TestFolders.at(folder));
    }
}
