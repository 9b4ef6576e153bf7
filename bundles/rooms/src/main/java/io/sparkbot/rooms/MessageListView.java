package io.sparkbot.rooms;

import java.util.List;

/**
 * A page of messages, oldest first.
 *
 * @param total all messages of the room, or how many are older than {@code before} (counted up to 10,000)
 * @param hasMore whether older ones exist
 */
record MessageListView(List<MessageView> messages, long total, boolean hasMore) {

    static MessageListView of(Transcript.Page page) {
        return new MessageListView(page.messages().stream().map(MessageView::of).toList(), page.total(), page.more());
    }
}
