package io.assay.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** Standard input and output as streams of bytes, which no logging and no charset comes between. */
final class Standard {

    static final Path STREAM = Path.of("-");

    private Standard() {}

    static InputStream input() {
        return new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    }

    static OutputStream output() {
        return new FileOutputStream(FileDescriptor.out);
    }
}
