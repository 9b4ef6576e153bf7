package io.sparkbot.egress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A chunked body (RFC 9112 §7.1). */
final class Chunked extends InputStream {

    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean over;

    Chunked(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (left == 0 && !over) {
            next();
        }
        if (over) {
            return -1;
        }
        int n = in.read(bytes, from, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException("the answer ended in the middle");
        }
        left -= n;
        return n;
    }

    private void next() throws IOException {
        if (!first) {
            Exchange.line(in);
        }
        first = false;
        String size = Exchange.line(in).replaceAll(";.*", "").strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("the answer has a bad chunk");
        }
        left = Long.parseLong(size, 16);
        over = left == 0;
    }
}
