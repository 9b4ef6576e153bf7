package io.sparkbot.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.file.FileDelivery;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("F-455")
class DeliveryTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("uploads");

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void a_desk() {
        DATABASE.clear();
        desk = new Desk(DATABASE.of("uploads"), home);
    }

    private FileDelivery.Delivered deliver(String path, String caption) throws IOException {
        return desk.delivery.deliver(desk.room, desk.ada.id(), path, caption).orElseThrow();
    }

    private String read(UUID fileId) throws IOException {
        Uploads.Stored stored = desk.uploads.open(desk.room, fileId, desk.ada);
        try (InputStream in = Channels.newInputStream(stored.content())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_file_becomes_a_message_of_the_assistant_that_members_can_open() throws Exception {
        desk.overwrite("reports/sum.csv", "a;1");
        FileDelivery.Delivered sent = deliver("reports/sum.csv", "Your figures");
        assertEquals(List.of("📎 [sum.csv](" + sent.url() + ")\n\nYour figures"), desk.posted.stream().map(message -> message.content()).toList());
        assertEquals(desk.bot.id(), desk.posted.getFirst().senderId());
        assertEquals("a;1", read(sent.fileId()));
    }

    @Test
    void what_was_handed_over_stays_as_it_was() throws Exception {
        desk.overwrite("sum.csv", "a;1");
        FileDelivery.Delivered sent = deliver("sum.csv", "");
        desk.overwrite("sum.csv", "a;2");
        assertEquals("a;1", read(sent.fileId()));
        desk.told(new RoomEvent.MessageDeleted(desk.room, sent.messageId()));
        assertEquals(List.of("sum.csv"), desk.files(), "the copy goes with its message, the file stays");
        assertEquals(0, desk.rows());
    }

    @Test
    void a_picture_is_shown() throws Exception {
        desk.overwrite("plan.txt", "GIF89a and so on");
        FileDelivery.Delivered sent = deliver("plan.txt", " ");
        assertEquals("![plan.txt](" + sent.url() + ")", desk.posted.getFirst().content());
    }

    @Test
    void what_is_not_there_too_large_or_empty_is_not_sent_and_leaves_nothing() throws Exception {
        assertEquals(Optional.empty(), desk.delivery.deliver(desk.room, desk.ada.id(), "nothing.txt", ""));
        desk.overwrite("large.txt", "x".repeat(101));
        desk.limit(100);
        assertEquals("too_large", assertThrows(Problem.class, () -> deliver("large.txt", "")).code());
        desk.overwrite("empty.txt", "");
        assertEquals("invalid", assertThrows(Problem.class, () -> deliver("empty.txt", "")).code());
        assertEquals(List.of("empty.txt", "large.txt"), desk.files());
        assertEquals(0, desk.arriving());
        assertTrue(desk.posted.isEmpty());
        assertEquals(0, desk.rows());
    }

    @Test
    void a_message_that_is_refused_takes_its_copy_with_it() throws Exception {
        desk.overwrite("sum.csv", "a;1");
        desk.postRefusal = Optional.of(Problem.notFound("There is no such room."));
        assertEquals("not_found", assertThrows(Problem.class, () -> deliver("sum.csv", "")).code());
        assertEquals(List.of("sum.csv"), desk.files());
        assertEquals(0, desk.rows());
    }
}
