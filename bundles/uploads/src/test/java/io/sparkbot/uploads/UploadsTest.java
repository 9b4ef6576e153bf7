package io.sparkbot.uploads;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.document.Documents.Reading;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.turn.Enclosures.Enclosed;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.web.Problem;
import io.sparkbot.testdb.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UploadsTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3, 4};

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

    private static InputStream body(String name, byte[] content, String caption) {
        byte[] before = ("--xx\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n" + caption
                        + "\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/html\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] after = "\r\n--xx--\r\n".getBytes(StandardCharsets.UTF_8);
        return new SequenceInputStream(new SequenceInputStream(new ByteArrayInputStream(before), new ByteArrayInputStream(content)), new ByteArrayInputStream(after));
    }

    private Uploads.Answered send(String name, byte[] content, String caption) {
        return desk.send(body(name, content, caption), -1);
    }

    private Uploads.Answered send(String name, String content, String caption) {
        return send(name, content.getBytes(StandardCharsets.UTF_8), caption);
    }

    private byte[] stored(UUID file) throws IOException {
        Uploads.Stored stored = desk.uploads.open(desk.room, file, desk.ada);
        try (InputStream in = Channels.newInputStream(stored.content())) {
            return in.readAllBytes();
        }
    }

    private Enclosed told(Uploads.Answered answered) {
        return requireNonNull(desk.shown.with(List.of(desk.message(answered)), 3).get(answered.turn().messageId()));
    }

    @Test
    @Tag("F-445")
    void a_file_is_kept_with_its_room_and_answered_by_an_ordinary_turn() throws IOException {
        desk.reading = new Reading("text", "profit is 4711", false, "");
        Uploads.Answered answered = send("notes.txt", "profit is 4711", "What is the profit?");

        TurnRequest request = desk.started.getLast();
        assertEquals("📎 [notes.txt](" + answered.url() + ")\n\nWhat is the profit?", request.content());
        assertTrue(request.tools());
        assertArrayEquals("profit is 4711".getBytes(StandardCharsets.UTF_8), stored(answered.file().id()));
        Enclosed told = told(answered);
        assertTrue(told.text().contains("profit is 4711") && told.text().contains("uploads/notes.txt"), told::text);
        assertEquals(List.of("uploads/notes.txt"), desk.files());
    }

    @Test
    @Tag("F-446")
    void a_picture_is_told_by_its_bytes_and_shown_to_the_model() throws IOException {
        Uploads.Answered answered = send("x.txt", PNG, "");
        assertEquals("![x.txt](" + answered.url() + ")", desk.started.getLast().content());
        Enclosed told = told(answered);
        ModelMessage.Image image = told.images().getFirst();
        assertEquals("image/png", image.mime());
        assertArrayEquals(PNG, image.data());
        assertTrue(told.text().contains("describe it"));
        assertEquals(Optional.of(Picture.PNG), desk.uploads.open(desk.room, answered.file().id(), desk.ada).picture());

        Uploads.Answered page = send("page.png", "<html>", "");
        assertTrue(desk.started.getLast().content().startsWith("📎 "));
        assertEquals(Optional.empty(), desk.uploads.open(desk.room, page.file().id(), desk.ada).picture());
    }

    @Test
    void only_the_newest_pictures_are_shown_and_all_cost_one_statement() {
        List<Message> messages = List.of(desk.message(send("1.png", PNG, "")), desk.message(send("2.png", PNG, "")), desk.message(send("3.png", PNG, "")));
        assertEquals(1, DATABASE.statements(() -> {
            Map<UUID, Enclosed> all = desk.shown.with(messages, 2);
            assertEquals(List.of(0, 1, 1), messages.stream().map(message -> requireNonNull(all.get(message.id())).images().size()).toList());
        }));
    }

    @Test
    @Tag("F-448")
    void a_cut_document_and_one_that_cannot_be_read_say_so_to_the_model() {
        desk.reading = new Reading("PDF", "x".repeat(12_000), true, "");
        assertTrue(told(send("a.pdf", "%PDF-", "")).text().contains("Only the first 12000 characters"));
        desk.reading = new Reading("PDF", "", false, "it is protected with a password");
        assertTrue(told(send("b.pdf", "%PDF-", "why?")).text().contains("it is protected with a password"));
        desk.reading = Reading.NONE;
        assertTrue(told(send("c.bin", "\0", "")).text().contains("Acknowledge it"));
    }

    @Test
    @Tag("F-445")
    @Tag("W-45")
    void the_limit_counts_to_the_byte_and_the_refusal_names_everything() {
        desk.limit(1_000);
        assertEquals(1_000, send("fits.bin", new byte[1_000], "").file().size());
        Problem refusal = assertThrows(Problem.class, () -> send("big.bin", new byte[1_001], ""));
        assertEquals(413, refusal.status());
        assertEquals("too_large", refusal.code());
        assertTrue(refusal.detail().contains("\"big.bin\"") && refusal.detail().contains("1000 bytes") && refusal.detail().contains("uploads.max_size"), refusal::detail);
        assertEquals(List.of("uploads/fits.bin"), desk.files());
    }

    @Test
    @Tag("W-45")
    void what_is_told_to_be_far_too_large_is_refused_before_it_is_read() {
        InputStream endless = new SequenceInputStream(body("huge.iso", new byte[0], ""), InputStream.nullInputStream());
        Problem refusal = assertThrows(Problem.class, () -> desk.send(endless, 1_073_741_824L));
        assertEquals(413, refusal.status());
        assertTrue(refusal.detail().contains("\"huge.iso\" is about 1024 MB; the limit is 10 MB"), refusal::detail);
        assertEquals(List.of(), desk.files());
    }

    @Test
    void whoever_may_not_write_is_refused_before_the_file_is_read() {
        InputStream untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("the body was read");
            }
        };
        desk.refusal = Optional.of(Problem.forbidden("not_member", "no"));
        assertEquals("not_member", assertThrows(Problem.class, () -> desk.send(untouched, -1)).code());
    }

    @Test
    void a_turn_that_cannot_start_leaves_neither_file_nor_row() {
        desk.turnRefusal = Optional.of(new Problem(429, "rate_limited", "slow"));
        assertEquals(429, assertThrows(Problem.class, () -> send("a.txt", "x", "")).status());
        assertEquals(List.of(), desk.files());
        assertEquals(0, desk.rows());
    }

    @Test
    void an_empty_file_and_a_client_that_leaves_in_the_middle_leave_nothing() {
        assertEquals(422, assertThrows(Problem.class, () -> send("a.txt", "", "")).status());
        InputStream cut = new ByteArrayInputStream("--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf a fi".getBytes(StandardCharsets.UTF_8));
        assertEquals(400, assertThrows(Problem.class, () -> desk.send(cut, -1)).status());
        assertEquals(List.of(), desk.files());
        assertEquals(0, desk.arriving());
        assertEquals(0, desk.rows());
    }

    @Test
    void a_bundle_that_is_stopped_in_the_middle_leaves_nothing() throws Exception {
        InputStream stuck = new SequenceInputStream(
                new ByteArrayInputStream("--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf a fi".getBytes(StandardCharsets.UTF_8)),
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        Thread.currentThread().interrupt();
                        throw new java.io.InterruptedIOException();
                    }
                });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> refused = threads.submit(() -> assertThrows(Problem.class, () -> desk.send(stuck, -1)).status());
            assertEquals(400, refused.get());
        }
        assertEquals(0, desk.arriving());
        assertEquals(List.of(), desk.files());
    }

    @Test
    void a_full_disk_is_told_and_leaves_nothing() {
        desk.diskFull = true;
        Problem refusal = assertThrows(Problem.class, () -> send("a.txt", "x", ""));
        assertEquals(503, refusal.status());
        assertTrue(refusal.detail().contains("disk"));
        assertEquals(0, desk.rows());
        assertEquals(List.of(), desk.files());
    }

    @Test
    void many_files_of_one_name_sent_at_once_are_all_kept() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Uploads.Answered>> sent = java.util.stream.IntStream.range(0, 10)
                    .mapToObj(i -> threads.submit(() -> send("same %22name%22.txt", "content " + i, "")))
                    .toList();
            for (int i = 0; i < 10; i++) {
                assertEquals("content " + i, new String(stored(sent.get(i).get().file().id()), StandardCharsets.UTF_8));
            }
        }
        assertEquals(10, desk.files().size());
        assertTrue(desk.files().contains("uploads/same \"name\" (10).txt"), () -> desk.files().toString());
    }

    @Test
    @Tag("F-451")
    @Tag("W-44")
    void a_file_is_found_in_its_own_room_only_and_goes_with_its_last_message_or_its_room() throws Exception {
        Uploads.Answered answered = send("a.txt", "x", "");
        UUID file = answered.file().id();
        desk.overwrite(desk.other, answered.file().path(), "of the other room, under the same name");
        assertEquals(404, assertThrows(Problem.class, () -> desk.uploads.open(desk.other, file, desk.ada)).status());

        Message reworded = desk.message(answered, UUID.randomUUID());
        desk.told(new RoomEvent.MessageAdded(desk.room, reworded));
        desk.told(new RoomEvent.MessageDeleted(desk.room, answered.turn().messageId()));
        assertArrayEquals(new byte[] {'x'}, stored(file));
        desk.told(new RoomEvent.MessageDeleted(desk.room, reworded.id()));
        assertEquals(404, assertThrows(Problem.class, () -> desk.uploads.open(desk.room, file, desk.ada)).status());
        assertEquals(List.of(), desk.files());

        UUID second = send("b.txt", "y", "").file().id();
        desk.told(new RoomEvent.RoomDeleted(desk.room));
        assertEquals(404, assertThrows(Problem.class, () -> desk.uploads.open(desk.room, second, desk.ada)).status());
        assertEquals(0, desk.rows());
    }

    @Test
    void a_file_that_a_tool_has_turned_into_a_page_is_no_picture_any_more() throws IOException {
        Uploads.Answered answered = send("x.png", PNG, "");
        desk.overwrite("uploads/x.png", "<script>");
        assertEquals(Optional.empty(), desk.uploads.open(desk.room, answered.file().id(), desk.ada).picture());
        assertEquals(List.of(), told(answered).images());
    }
}
