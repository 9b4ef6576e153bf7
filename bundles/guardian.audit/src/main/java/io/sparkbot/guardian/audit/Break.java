package io.sparkbot.guardian.audit;

/**
 * Where the chain is not what it was.
 *
 * @param seq the first entry that is concerned
 * @param what a sentence for people
 */
record Break(long seq, String what) {

    static Break unfit(long seq) {
        return new Break(seq, "entry " + seq + " of the audit log does not fit the chain: it was changed, or entries before it were removed");
    }

    static Break rewritten(long seq) {
        return new Break(seq, "entry " + seq + " of the audit log is not the one that was sealed: the chain was rewritten");
    }

    static Break forged(long seq) {
        return new Break(seq, "the seal of entry " + seq + " of the audit log was not made with the key of this installation");
    }

    static Break cut(long last, long proven) {
        return new Break(last + 1, "the audit log ends with entry " + last + ", but there was an entry " + proven + ": its end was cut off");
    }

    static Break head(long last) {
        return new Break(last, "the end of the chain, as the database keeps it, is not entry " + last + ", the last one there is");
    }
}
