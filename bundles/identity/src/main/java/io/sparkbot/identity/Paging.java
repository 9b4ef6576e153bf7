package io.sparkbot.identity;

import io.sparkbot.api.web.InvalidField;

/** Bounds of the pages of a list. */
final class Paging {

    private static final int LARGEST_PAGE = 1000;

    private Paging() {}

    static void check(int skip, int limit) {
        if (skip < 0) {
            throw new InvalidField("query", "skip", "too_small", "\"skip\" is " + skip + "; it must be 0 or more.");
        }
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new InvalidField("query", "limit", "range", "\"limit\" is " + limit + "; it must be 1 to " + LARGEST_PAGE + ".");
        }
    }
}
