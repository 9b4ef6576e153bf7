package io.sparkbot.rooms;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import jakarta.ws.rs.core.StreamingOutput;

/** A room as a Markdown page: a title, then each message under who said it and when. Read a portion at a time, however long the room is. */
final class RoomMarkdown implements StreamingOutput {

    private static final int PORTION = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final RoomDirectory rooms;
    private final Transcript transcript;
    private final UUID roomId;
    private final Person reader;
    private final DateTimeFormatter times;

    RoomMarkdown(RoomDirectory rooms, Transcript transcript, UUID roomId, Person reader, ZoneId zone) {
        this.rooms = rooms;
        this.transcript = transcript;
        this.roomId = roomId;
        this.reader = reader;
        this.times = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z", Locale.ENGLISH).withZone(zone);
    }

    /** Whoever loses the room on the way gets no further portion. */
    @Override
    public void write(OutputStream out) throws IOException {
        try (Writer page = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            page.write("# " + line(rooms.require(roomId, reader).room().name()) + "\n");
            UUID last = FIRST;
            List<Message> portion;
            do {
                rooms.require(roomId, reader);
                portion = transcript.after(roomId, last, PORTION);
                for (Message message : portion) {
                    write(page, message);
                    last = message.id();
                }
            } while (portion.size() == PORTION);
        }
    }

    private void write(Writer page, Message message) throws IOException {
        page.write("\n## " + line(MessageView.of(message).senderDisplayName()) + " · " + times.format(message.createdAt()) + "\n\n");
        page.write(message.content().strip());
        page.write("\n\n---\n");
    }

    private static String line(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text.replaceAll("\\R", " ");
    }
}
