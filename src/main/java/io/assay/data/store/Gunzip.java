package io.assay.data.store;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip (RFC 1952), one member after the other. Unlike the JDK's it takes nothing that follows the last one for
 * nothing: what was sent is read whole or not at all.
 */
final class Gunzip extends FilterInputStream {

    private static final int MAGIC_1 = 0x1F;

    private static final int MAGIC_2 = 0x8B;

    private static final int DEFLATE = 8;

    private static final int HEADER_CRC = 2;

    private static final int EXTRA = 4;

    private static final int NAME = 8;

    private static final int COMMENT = 16;

    private static final int RESERVED = 0xE0;

    private static final int AFTER_FLAGS = 6;

    private final byte[] buffer;

    private final PushbackInputStream source;

    private final Inflater inflater = new Inflater(true);

    private final CRC32 crc = new CRC32();

    private int filled;

    private boolean ended;

    Gunzip(InputStream in, int size) throws IOException {
        super(new PushbackInputStream(in, size));
        source = (PushbackInputStream) this.in;
        buffer = new byte[size];
        readHeader(needed());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            int read = inflate(target, offset, length);
            if (read > 0) {
                crc.update(target, offset, read);
                return read;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a dictionary is asked for");
            } else if (inflater.needsInput()) {
                fill();
            }
        }
        return ended ? -1 : 0;
    }

    private int inflate(byte[] target, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException damaged) {
            throw new ZipException(damaged.getMessage());
        }
    }

    private void fill() throws IOException {
        filled = source.read(buffer);
        if (filled < 0) {
            throw new EOFException();
        }
        inflater.setInput(buffer, 0, filled);
    }

    /** Its checksum and length, and then another member or the end. */
    private void endMember() throws IOException {
        int left = inflater.getRemaining();
        source.unread(buffer, filled - left, left);
        if (number() != crc.getValue() || number() != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("the checksum is wrong");
        }
        int next = source.read();
        if (next < 0) {
            ended = true;
        } else {
            readHeader(next);
            inflater.reset();
            crc.reset();
        }
    }

    /** Four bytes, the least first. */
    private long number() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            number |= (long) needed() << shift;
        }
        return number;
    }

    private void readHeader(int first) throws IOException {
        if (first != MAGIC_1 || needed() != MAGIC_2 || needed() != DEFLATE) {
            throw new ZipException("this is not gzip");
        }
        int flags = needed();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("flags of the header are unknown");
        }
        source.skipNBytes(AFTER_FLAGS);
        if ((flags & EXTRA) != 0) {
            source.skipNBytes(needed() | needed() << Byte.SIZE);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && needed() != 0) {
                // Neither is needed.
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            source.skipNBytes(2);
        }
    }

    private int needed() throws IOException {
        int next = source.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}
