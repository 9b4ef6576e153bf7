package io.sparkbot.rooms;

import java.util.List;

/**
 * A page of messages, oldest first.
 *
 * @param total all messages of the room, or how many are older than {@code before} (counted up to 10,000)
 * @param hasMore whether older ones exist
 * @param hasNewer whether newer ones exist; told as true before a given message or moment
 */
record MessageListView(List<MessageView> messages, long total, boolean hasMore, boolean hasNewer) {

    static MessageListView of(Transcript.Page page) {
        return new MessageListView(page.messages().stream().map(MessageView::of).toList(), page.total(), page.more(), page.newer());
    }
}
