package io.sparkbot.uploads;

import io.sparkbot.api.document.Documents;
import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import io.sparkbot.uploads.UploadStore.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a file in, keeps it with its room and lets an ordinary turn answer it. Either all of that happens or nothing is left. */
@Component(service = Uploads.class)
public final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    /** The folder in the room's files. */
    private static final String FOLDER = "uploads";

    private final Rooms rooms;
    private final Turns turns;
    private final FileSpace files;
    private final Readers readers;
    private final UploadSettings settings;
    private final UploadStore store;

    @Activate
    public Uploads(
            @Reference Rooms rooms,
            @Reference Turns turns,
            @Reference FileSpace files,
            @Reference Readers readers,
            @Reference UploadSettings settings,
            @Reference(target = "(schema=uploads)") Database database) {
        this.rooms = rooms;
        this.turns = turns;
        this.files = files;
        this.readers = readers;
        this.settings = settings;
        this.store = new UploadStore(database, Clock.systemUTC());
    }

    /** An upload that is being answered. */
    record Answered(Turn turn, File file, String url) {}

    /** A stored file, open for reading. */
    record Stored(File file, Optional<Picture> picture, SeekableByteChannel content) {}

    /**
     * @param told length of the whole body as the client tells it; negative when it does not
     * @throws Problem as {@link Rooms#require}; 413 {@code too_large}; 422 {@code invalid}; 503 {@code unavailable} when the disk refuses
     */
    Answered receive(UUID roomId, Person person, Supplier<Form> form, long told, String source) {
        rooms.require(roomId, person).sending();
        try (Receiver receiver = new Receiver(files, roomId, settings.maxSize(), told)) {
            String caption = form.get().read(receiver);
            String path = receiver.keep(FOLDER);
            return answered(roomId, person, receiver, path, caption, source);
        } catch (IOException e) {
            LOG.error("an uploaded file of room {} could not be stored", roomId, e);
            throw new Problem(503, "unavailable", "The server could not store the file; its disk may be full. Nothing was sent. An admin finds the reason in the log.");
        }
    }

    private Answered answered(UUID roomId, Person person, Receiver receiver, String path, String caption, String source) throws IOException {
        UUID fileId = store.newId();
        boolean started = false;
        try {
            Optional<Picture> picture = Picture.of(receiver.head());
            Documents.Reading reading = picture.isPresent() ? Documents.Reading.NONE : read(roomId, path);
            String mime = picture.map(Picture::mime).orElse("application/octet-stream");
            File file = new File(fileId, roomId, person.id(), receiver.name(), path, mime, receiver.size(), receiver.sha256(), !caption.isBlank(), reading);
            store.add(file);
            String url = Link.url(roomId, fileId, file.name());
            String content = Link.markdown(file.name(), url, picture.isPresent(), caption);
            Turn turn = turns.start(new TurnRequest(roomId, person, content, Optional.empty(), source, true, Optional.of(Mark.of(file))));
            started = true;
            store.hold(roomId, fileId, turn.messageId());
            return new Answered(turn, file, url);
        } finally {
            if (!started) {
                store.remove(fileId);
                files.discard(roomId, path);
            }
        }
    }

    private Documents.Reading read(UUID roomId, String path) throws IOException {
        Optional<SeekableByteChannel> content = files.open(roomId, path);
        if (content.isEmpty()) {
            return Documents.Reading.NONE;
        }
        try (SeekableByteChannel open = content.get()) {
            return readers.read(open);
        }
    }

    /** @throws Problem as {@link Rooms#require}; 404 {@code not_found} for a file that is not, or no longer, in this room */
    Stored open(UUID roomId, UUID fileId, Person person) throws IOException {
        rooms.require(roomId, person);
        File file = store.find(roomId, fileId).orElseThrow(Uploads::noFile);
        SeekableByteChannel content = files.open(roomId, file.path()).orElseThrow(Uploads::noFile);
        try {
            return new Stored(file, Picture.of(head(content)), content);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /** Tools may have written to the file since: what it is now decides how it is served. */
    private static byte[] head(SeekableByteChannel content) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(Picture.HEAD);
        while (head.hasRemaining() && content.read(head) >= 0) {
            continue;
        }
        content.position(0);
        return Arrays.copyOf(head.array(), head.position());
    }

    private static Problem noFile() {
        return Problem.notFound("There is no such file in this room. It may have been moved or deleted.");
    }
}
