package io.sparkbot.uploads;

import io.sparkbot.api.document.Documents;
import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.room.RoomRole;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnRequest;
import io.sparkbot.api.turn.TurnState;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.Problem;
import io.sparkbot.tools.files.FilesConfig;
import io.sparkbot.tools.files.RoomFiles;
import io.sparkbot.uploads.db.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;

/** Uploads on a real database and real files; rooms, turns and the reader of documents are the test's. */
final class Desk {

    final Person ada = new Person(UUID.randomUUID(), "ada", "Ada", PersonType.HUMAN, AccountRole.MEMBER, true);
    final Person bot = new Person(UUID.randomUUID(), "sparkbot", "Sparkbot", PersonType.BOT, AccountRole.MEMBER, true);
    final UUID room = UUID.randomUUID();
    final UUID other = UUID.randomUUID();
    final List<TurnRequest> started = new CopyOnWriteArrayList<>();
    final Uploads uploads;
    final Shown shown;
    final Delivery delivery;
    final List<NewMessage> posted = new CopyOnWriteArrayList<>();
    Optional<Problem> postRefusal = Optional.empty();
    Documents.Reading reading = Documents.Reading.NONE;
    Optional<Problem> refusal = Optional.empty();
    Optional<Problem> turnRefusal = Optional.empty();
    private final UploadSettings settings;
    private long maxSize = 10_485_760;
    boolean diskFull;
    private final Database database;
    private final FileSpace files;
    private final Path home;

    Desk(Database database, Path home) {
        this.database = database;
        this.home = home;
        RoomFiles real = new RoomFiles(
                fake(BundleContext.class, (name, arguments) -> home.toString()),
                fake(FilesConfig.class, (name, arguments) -> defaultOf(FilesConfig.class, name)));
        this.files = new SometimesFull(real);
        Rooms rooms = fake(Rooms.class, (name, arguments) -> access((UUID) arguments[0]));
        Turns turns = fake(Turns.class, (name, arguments) -> start((TurnRequest) arguments[0]));
        Readers readers = new Readers();
        readers.setDocuments((file, characters) -> reading);
        this.settings = new UploadSettings(config());
        this.uploads = new Uploads(rooms, turns, files, readers, settings, database);
        this.shown = new Shown(files, database);
        Messages messages = fake(Messages.class, (name, arguments) -> post((NewMessage) arguments[0]));
        People people = fake(People.class, (name, arguments) -> bot);
        this.delivery = new Delivery(files, messages, people, settings, database);
    }

    private Message post(NewMessage wanted) {
        postRefusal.ifPresent(refused -> {
            throw refused;
        });
        posted.add(wanted);
        return new Message(UUID.randomUUID(), wanted.roomId(), bot.id(), PersonType.BOT, "sparkbot", "Sparkbot", wanted.content(), Instant.now(),
                Optional.empty(), Optional.empty(), wanted.meta(), Optional.empty(), Optional.empty());
    }

    private UploadsConfig config() {
        return fake(UploadsConfig.class, (name, arguments) -> maxSize);
    }

    void limit(long bytes) {
        maxSize = bytes;
        settings.modified(config());
    }

    @FunctionalInterface
    private interface Answers {
        Object answer(String method, Object[] arguments) throws Exception;
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answers.answer(method.getName(), arguments)));
    }

    private static Object defaultOf(Class<?> type, String method) throws NoSuchMethodException {
        return type.getMethod(method).getDefaultValue();
    }

    private Rooms.Access access(UUID roomId) {
        refusal.ifPresent(refused -> {
            throw refused;
        });
        Room found = new Room(roomId, "Room", Optional.empty(), ada.id(), Instant.now(), Instant.now(), Optional.empty(), false);
        return new Rooms.Access(found, new Member(roomId, ada.id(), RoomRole.MEMBER, Instant.now()));
    }

    private Turn start(TurnRequest request) {
        turnRefusal.ifPresent(refused -> {
            throw refused;
        });
        started.add(request);
        return new Turn(UUID.randomUUID(), room, ada.id(), UUID.randomUUID(), TurnState.RUNNING, Instant.now(), Optional.empty(), 1);
    }

    Uploads.Answered send(InputStream body, long told) {
        return uploads.receive(room, ada, () -> new Form(Optional.of("multipart/form-data; boundary=xx"), body), told, "web");
    }

    Message message(Uploads.Answered answered) {
        return message(answered, answered.turn().messageId());
    }

    Message message(Uploads.Answered answered, UUID id) {
        return new Message(id, room, ada.id(), PersonType.HUMAN, "ada", "Ada", "words", Instant.now(), Optional.empty(), Optional.empty(),
                Optional.of(Mark.of(answered.file())), Optional.empty(), Optional.empty());
    }

    /** Tells of an event and waits until it is dealt with. */
    void told(RoomEvent event) {
        Leavings leavings = new Leavings(files, database);
        leavings.on(event);
        leavings.stop();
    }

    int rows() {
        return database.query(sql -> sql.fetchCount(Tables.FILE));
    }

    /** What is in the files of the room. */
    List<String> files() {
        Path folder = home.resolve("files").resolve(room.toString());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many files are half received. */
    long arriving() {
        try (Stream<Path> all = Files.list(home.resolve("files/.new"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void overwrite(String path, String content) throws IOException {
        overwrite(room, path, content);
    }

    void overwrite(UUID roomId, String path, String content) throws IOException {
        Path file = home.resolve("files").resolve(roomId.toString()).resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private final class SometimesFull implements FileSpace {

        private final FileSpace real;

        SometimesFull(FileSpace real) {
            this.real = real;
        }

        @Override
        public Incoming receive(UUID roomId) throws IOException {
            if (diskFull) {
                throw new IOException("No space left on device");
            }
            return real.receive(roomId);
        }

        @Override
        public Optional<SeekableByteChannel> open(UUID roomId, String path) throws IOException {
            return real.open(roomId, path);
        }

        @Override
        public void discard(UUID roomId, String path) throws IOException {
            real.discard(roomId, path);
        }
    }
}
