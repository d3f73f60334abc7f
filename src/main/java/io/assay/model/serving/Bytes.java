package io.assay.model.serving;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Bytes that are written and then sent, as {@link java.io.ByteArrayOutputStream}, which would lock for each of them. */
final class Bytes extends OutputStream {

    private byte[] bytes;
    private int size;

    Bytes(int expected) {
        this.bytes = new byte[expected];
    }

    @Override
    public void write(int one) {
        room(1);
        bytes[size++] = (byte) one;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, some.length);
        room(length);
        System.arraycopy(some, offset, bytes, size, length);
        size += length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1)));
        }
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** The array itself, of which the first {@link #size} are written. */
    byte[] array() {
        return bytes;
    }

    byte[] taken() {
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }
}
