package io.sparkbot.rooms;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.ApiName;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import org.jooq.exception.IntegrityConstraintViolationException;

/**
 * Reads an archive into new rooms of a person: all of it, or nothing when any of it is wrong. A portion is held at a time. What an archive
 * says is taken for no more than its reader could have written: no gate is opened, nobody else's account speaks, and nothing is of tomorrow.
 */
final class ArchiveReader {

    private static final int PORTION = 200;
    private static final int PAPERS = 20;
    private static final int MAX_ROOMS = 10_000;
    private static final int MAX_VERSIONS = 1_000;
    private static final int MAX_META = 64 * 1024;
    private static final int MAX_NAME = 200;
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

    private final Database database;
    private final ArchiveStore store;
    private final People people;
    private final Person person;
    private final Instant latest;
    private int rooms;
    private long messages;
    private int papers;

    ArchiveReader(Database database, People people, Person person, Clock clock) {
        this.database = database;
        this.store = new ArchiveStore(database);
        this.people = people;
        this.person = person;
        this.latest = clock.instant().plus(CLOCK_SLACK);
    }

    /** How much was read. */
    @ApiName("ImportedRooms")
    record Read(int rooms, long messages) {}

    /** @throws Problem 422 for what is no archive, naming the first place that is wrong */
    Read read(InputStream file) throws IOException {
        try (JsonParser json = Archive.JSON.createParser(file)) {
            return database.transaction(sql -> {
                try {
                    readArchive(json);
                    return new Read(rooms, messages);
                } catch (JsonProcessingException e) {
                    JsonLocation place = json.currentLocation(); // what is too deep or too long says no place of its own
                    throw wrong("is no JSON of an archive (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
                } catch (IntegrityConstraintViolationException e) {
                    throw wrong("replies to a message that is not before it, or holds a message twice");
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
    }

    private void readArchive(JsonParser json) throws IOException {
        boolean known = false;
        expect(json.nextToken() == JsonToken.START_OBJECT, "is no archive: it must be a JSON object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "format" -> {
                    known = Archive.FORMAT.equals(json.getValueAsString());
                }
                case "version" -> expect(json.getValueAsInt() == Archive.VERSION, "is of version " + json.getValueAsString() + "; this server reads version " + Archive.VERSION);
                case "rooms" -> {
                    expect(known, "is no archive: \"format\" must say \"" + Archive.FORMAT + "\" before the rooms");
                    readRooms(json);
                }
                default -> json.skipChildren();
            }
        }
        expect(known, "is no archive: \"format\" must say \"" + Archive.FORMAT + "\"");
        expect(json.nextToken() == null, "goes on after its end");
    }

    private void readRooms(JsonParser json) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY, "has rooms that are no list");
        while (json.nextToken() == JsonToken.START_OBJECT) {
            expect(rooms < MAX_ROOMS, "has more than " + MAX_ROOMS + " rooms; import it in parts");
            readRoom(json);
            rooms++;
        }
        expect(json.currentToken() == JsonToken.END_ARRAY, "has a room that is no object");
    }

    private void readRoom(JsonParser json) throws IOException {
        Optional<UUID> room = Optional.empty();
        papers = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "room" -> {
                    expect(json.currentToken() == JsonToken.START_OBJECT, "has a room that is no object");
                    room = Optional.of(store.add(checked(json.readValueAs(Archive.RoomPart.class)), person.id()));
                }
                case "messages" -> readMessages(json, room.orElseThrow(() -> wrong("has messages before what the room is")));
                case "artifacts" -> readPapers(json, room.orElseThrow(() -> wrong("has artifacts before what the room is")));
                default -> json.skipChildren();
            }
        }
        expect(room.isPresent(), "does not say what the room is");
    }

    private void readMessages(JsonParser json, UUID roomId) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY, "has messages that are no list");
        List<ArchiveStore.Incoming> portion = new ArrayList<>();
        UUID last = new UUID(0, 0);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Archive.MessagePart message = checked(json.readValueAs(Archive.MessagePart.class), last);
            last = message.id();
            portion.add(incoming(message));
            if (portion.size() == PORTION) {
                store.add(roomId, portion);
                portion.clear();
            }
            messages++;
        }
        expect(json.currentToken() == JsonToken.END_ARRAY, "has a message that is no object");
        store.add(roomId, portion);
    }

    /** Papers get new identifiers; what one says about another of the same room follows. */
    private void readPapers(JsonParser json, UUID roomId) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY, "has artifacts that are no list");
        List<Artifact> portion = new ArrayList<>();
        Map<String, UUID> ids = new HashMap<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            papers++;
            expect(papers <= Artifacts.PER_ROOM, "has more than " + Artifacts.PER_ROOM + " artifacts in a room");
            Archive.PaperPart paper = checked(json.readValueAs(Archive.PaperPart.class));
            expect(ids.put(paper.id().toString(), store.newId()) == null, "has artifact " + papers + " with the id of one before it");
            portion.add(paper(paper, roomId, ids));
            if (portion.size() == PAPERS) {
                store.addPapers(portion);
                portion.clear();
            }
        }
        expect(json.currentToken() == JsonToken.END_ARRAY, "has an artifact that is no object");
        store.addPapers(portion);
    }

    private Artifact paper(Archive.PaperPart paper, UUID roomId, Map<String, UUID> ids) {
        Archive.Sender author = paper.author();
        JsonNode meta = Minutes.moved(paper.meta(), ids);
        String kept = author.me() ? (meta == null ? "" : meta.toString()) : ImportedSender.in(meta, author);
        return new Artifact(
                Objects.requireNonNull(ids.get(paper.id().toString())),
                roomId,
                Artifact.Type.valueOf(paper.type().toUpperCase(Locale.ROOT)),
                author.me() ? person.id() : people.bot(ImportedSender.BOT, "Imported").id(),
                paper.createdAt(),
                Optional.ofNullable(paper.from()),
                Optional.ofNullable(paper.to()),
                paper.content(),
                Optional.of(StorableText.of(kept)).filter(text -> !text.isEmpty()));
    }

    private Archive.PaperPart checked(Archive.PaperPart paper) {
        String which = "has artifact " + papers;
        expect(paper.id() != null && paper.author() != null && paper.type() != null && paper.content() != null && paper.createdAt() != null,
                which + " without id, author, type, content or created_at");
        expect(Artifact.Type.of(paper.type()).isPresent(), which + " of an unknown type; a type is " + Artifact.Type.ALL);
        expect(!paper.createdAt().isAfter(latest), which + " with a time that is yet to come");
        expect(paper.from() == null || paper.to() == null || !paper.from().isAfter(paper.to()), which + " that ends before it begins");
        expect(paper.meta() == null || paper.meta().isObject() && paper.meta().toString().length() <= ArtifactsResource.MAX_META,
                which + " with a meta that is no JSON object of at most " + ArtifactsResource.MAX_META + " characters");
        int length = paper.content().codePointCount(0, paper.content().length());
        String content = StorableText.of(paper.content());
        expect(!content.isBlank(), which + " without text");
        expect(length <= Fields.MAX_CONTENT, which + " with " + length + " characters; a paper has at most " + Fields.MAX_CONTENT);
        return new Archive.PaperPart(
                paper.id(), checked(paper.author(), which), paper.type(), content, paper.createdAt(), paper.from(), paper.to(), paper.meta());
    }

    private Archive.Sender checked(Archive.Sender sender, String which) {
        expect(sender.username() != null && sender.name() != null && sender.type() != null, which + " by a person without username, name and type");
        expect(sender.username().length() <= MAX_NAME && sender.name().length() <= MAX_NAME && List.of("HUMAN", "BOT").contains(sender.type()), which + " by a person with a bad name or type");
        return new Archive.Sender(sender.me(), StorableText.of(sender.username()), StorableText.of(sender.name()), sender.type());
    }

    private ArchiveStore.Incoming incoming(Archive.MessagePart message) {
        Archive.Sender sender = message.sender();
        String meta = message.meta() == null ? "" : StorableText.of(message.meta().toString());
        if (sender.me()) {
            return new ArchiveStore.Incoming(message, person.id(), meta);
        }
        if (sender.type().equals("BOT") && sender.username().equals(RoomDirectory.BOT)) {
            return new ArchiveStore.Incoming(message, people.bot(RoomDirectory.BOT, "Sparkbot").id(), meta);
        }
        return new ArchiveStore.Incoming(message, people.bot(ImportedSender.BOT, "Imported").id(), ImportedSender.in(message.meta(), sender));
    }

    private Archive.RoomPart checked(Archive.RoomPart room) {
        expect(room.name() != null && room.createdAt() != null && room.updatedAt() != null, "needs name, created_at and updated_at");
        expect(!room.createdAt().isAfter(latest) && !room.updatedAt().isAfter(latest), "has a time that is yet to come");
        return new Archive.RoomPart(
                Fields.roomName(room.name()),
                Fields.text("description", room.description(), Fields.MAX_DESCRIPTION).orElse(null),
                Fields.text("persona", room.persona(), Fields.MAX_PERSONA).orElse(null),
                room.createdAt(),
                room.updatedAt(),
                room.meetingModeEnabled(),
                room.meetingModeBotsMentionOnly(),
                Fields.within("body", "meeting_mode_max_bot_msgs_per_min", room.meetingModeMaxBotMsgsPerMin(), 0, Fields.MAX_BOT_RATE, 0),
                Fields.text("meeting_mode_note_taker_bot_slug", room.meetingModeNoteTakerBotSlug(), Fields.MAX_BOT_SLUG).orElse(null),
                room.toolRounds() == null ? null : Fields.within("body", "tool_rounds", room.toolRounds(), 1, Fields.MAX_TOOL_ROUNDS, 1),
                Fields.text("folder", room.folder(), MineResource.MAX_FOLDER).orElse(null),
                room.pinned());
    }

    private Archive.MessagePart checked(Archive.MessagePart message, UUID last) {
        expect(message.id() != null && message.sender() != null && message.content() != null && message.createdAt() != null,
                "needs id, sender, content and created_at");
        expect(message.id().version() == 7 && message.id().variant() == 2 && !made(message.id()).isAfter(latest), "has an id that is no UUIDv7 of the past");
        expect(Ids.isBefore(last, message.id()), "stands after a later message; messages are in the order of their ids");
        expect(!message.createdAt().isAfter(latest), "has a time that is yet to come");
        expect(message.meta() == null || message.meta().isObject() && message.meta().toString().length() <= MAX_META, "has a meta that is no JSON object of at most 64 KiB");
        List<Archive.VersionPart> versions = message.versions() == null ? List.of() : message.versions();
        expect(versions.size() <= MAX_VERSIONS && versions.stream().allMatch(version -> version != null && version.content() != null && version.replacedAt() != null), "has bad versions");
        return new Archive.MessagePart(
                message.id(),
                checked(message.sender(), "has a message"),
                Transcript.content(message.content()),
                message.createdAt(),
                message.editedAt(),
                message.replyTo(),
                message.meta(),
                message.answers(),
                message.versionOf(),
                message.aside(),
                versions.stream().map(version -> new Archive.VersionPart(Transcript.content(version.content()), version.replacedAt())).toList());
    }

    private static Instant made(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private void expect(boolean condition, String fault) {
        if (!condition) {
            throw wrong(fault);
        }
    }

    /** Names where the reading stands. */
    private Problem wrong(String fault) {
        return new InvalidField("body", "rooms", "archive", "the file (room " + (rooms + 1) + ", after " + messages + " messages) " + fault + ". Nothing was imported.");
    }
}
