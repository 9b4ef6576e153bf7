package io.sparkbot.guardian.audit;

import java.util.Arrays;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A place in the chain: the number of an entry and its hash. */
record Link(long seq, byte[] hash) {

    /** Before the first entry. */
    static final Link START = new Link(0, ChainStore.sha256("sparkbot audit".getBytes(UTF_8)));

    boolean isAt(long otherSeq, byte[] otherHash) {
        return seq == otherSeq && Arrays.equals(hash, otherHash);
    }
}
