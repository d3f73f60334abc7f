package io.assay.model.serving;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream, one at a time. */
final class Lines {

    /** A longer line is skipped. */
    static final int LONGEST = 1 << 20;

    private final InputStream in;
    private byte[] bytes;

    /** The line that was read is from {@code from} to {@code end}; what was read beyond it up to {@code filled}. */
    private int from;

    private int end;
    private int next;
    private int filled;
    private long number;
    private boolean tooLong;
    private boolean over;

    Lines(InputStream in, int buffer) {
        this.in = in;
        this.bytes = new byte[buffer];
    }

    /** Goes on to the next line; false after the last. */
    boolean next() throws IOException {
        from = next;
        tooLong = false;
        int looked = from;
        while (true) {
            int newline = find(looked);
            if (newline >= 0) {
                end = newline;
                next = newline + 1;
                number++;
                tooLong |= end - from > LONGEST;
                return true;
            }
            looked = filled;
            if (looked - from > LONGEST) {
                tooLong = true;
                from = 0;
                filled = 0;
                looked = 0;
            }
            int before = from;
            if (!fill()) {
                end = filled;
                next = filled;
                number += end > from || tooLong ? 1 : 0;
                return end > from || tooLong;
            }
            looked -= before - from;
        }
    }

    private int find(int start) {
        for (int i = start; i < filled; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads more, moving what is left of the buffer to its begin; false where there is no more. */
    private boolean fill() throws IOException {
        if (over) {
            return false;
        }
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, filled - from);
            filled -= from;
            from = 0;
        }
        if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int count = in.read(bytes, filled, bytes.length - filled);
        if (count < 0) {
            over = true;
            return false;
        }
        filled += count;
        return true;
    }

    /** Whether the next line can be read without waiting for somebody. */
    boolean hasMore() throws IOException {
        return find(next) >= 0 || (!over && in.available() > 0);
    }

    /** From 1. */
    long number() {
        return number;
    }

    boolean isTooLong() {
        return tooLong;
    }

    boolean isBlank() {
        if (tooLong) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    byte[] array() {
        return bytes;
    }

    int from() {
        return from;
    }

    int length() {
        return end - from;
    }
}
