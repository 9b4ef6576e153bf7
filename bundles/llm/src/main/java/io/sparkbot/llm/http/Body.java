package io.sparkbot.llm.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The answer's bytes: tells that data came, and stops the call when they get too many. */
final class Body extends FilterInputStream {

    private final Runnable onData;
    private final CallStop stop;
    private long left;

    Body(InputStream in, Runnable onData, CallStop stop, long limit) {
        super(in);
        this.onData = onData;
        this.stop = stop;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        onData.run();
        left -= Math.max(0, n);
        if (left < 0) {
            stop.stop(CallStop.Cause.TOO_LARGE);
            throw new CallStopped(CallStop.Cause.TOO_LARGE);
        }
        return n;
    }
}
