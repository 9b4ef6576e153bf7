package io.sparkbot.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket's input that gives up when the time is over. */
final class Bounded extends BufferedInputStream {

    private final Socket socket;
    private final Deadline deadline;

    Bounded(InputStream in, Socket socket, Deadline deadline) {
        super(in, 16_384);
        this.socket = socket;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        if (pos >= count) {
            socket.setSoTimeout(deadline.atMost(Integer.MAX_VALUE));
        }
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        socket.setSoTimeout(deadline.atMost(Integer.MAX_VALUE));
        return super.read(bytes, from, length);
    }
}
