package io.sparkbot.documents;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** What unpacks to more than a document may be, or takes too long, ends. */
final class Bounded extends FilterInputStream {

    private long left;
    private final long end;

    /** More came out than may. */
    static final class TooMuch extends IOException {

        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("too much");
        }
    }

    Bounded(InputStream in, long bytes, Duration time) {
        super(in);
        this.left = bytes;
        this.end = System.nanoTime() + time.toNanos();
    }

    private void count(int read) throws IOException {
        left -= Math.max(0, read);
        if (left < 0 || System.nanoTime() - end > 0) {
            throw new TooMuch();
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, length);
        count(read);
        return read;
    }

    /** Skipping unpacks as well. */
    @Override
    public long skip(long count) throws IOException {
        return read(new byte[(int) Math.min(8192, count)]);
    }

    @Override
    public void close() {
        // an XML reader must not close the archive behind its entry
    }
}
