package io.sparkbot.bench;

import java.util.UUID;
import java.util.function.IntFunction;

import com.fasterxml.jackson.databind.JsonNode;

/** Reading: opening a room, paging through its history, searching it. Times are those of the client, HTTP included. */
final class ReadBench {

    private static final int REPEATS = 50;

    private final Product product;
    private final Report report;

    ReadBench(Product product, Report report) {
        this.product = product;
        this.report = report;
    }

    void open(String room, int messages) {
        row("open a room of %,d messages".formatted(messages), 300, i -> {
            product.api().get("/chat/rooms/" + room).ok();
            product.api().get("/chat/rooms/" + room + "/members").ok();
            product.api().get("/chat/rooms/" + room + "/turns").ok();
            return product.api().get("/chat/rooms/" + room + "/messages?limit=50").ok().get("messages").size() == 50;
        });
    }

    /** Pages backwards, each page once: what was read before does not help. */
    void page(String room, int messages) {
        String[] before = {""};
        row("page of 50 back in a history of %,d".formatted(messages), 50, i -> {
            JsonNode page = product.api().get("/chat/messages/" + room + "?limit=50" + before[0]).ok().get("messages");
            before[0] = "&before=" + page.get(0).get("created_at").asText();
            return page.size() == 50;
        });
    }

    void search(String room, int messages) {
        String in = " in %,d messages".formatted(messages);
        search("a rare word" + in, room, i -> "zeppelin", true);
        search("a common word" + in, room, i -> "history", true);
        search("a phrase" + in, room, i -> "of a long history with", true);
        search("a word that is nowhere" + in, room, i -> UUID.randomUUID().toString().substring(0, 13), false);
    }

    private void search(String what, String room, IntFunction<String> words, boolean found) {
        row("search for " + what, 300, i -> {
            String q = words.apply(i).replace(" ", "%20");
            int hits = product.api().get("/chat/messages/" + room + "/search?q=" + q).ok().get("messages").size();
            return hits > 0 == found;
        });
    }

    private interface Act {
        boolean run(int i);
    }

    private void row(String what, double limit, Act act) {
        double[] millis = new double[REPEATS];
        for (int i = -5; i < REPEATS; i++) {
            long start = System.nanoTime();
            if (!act.run(i)) {
                throw new IllegalStateException(what + ": the answer was not the expected one");
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        var sample = new Sample(millis);
        report.add(what + ", p50", sample.percentile(50), "ms", limit, "n=" + REPEATS);
        report.add(what + ", p99", sample.percentile(99), "ms", "");
    }
}
