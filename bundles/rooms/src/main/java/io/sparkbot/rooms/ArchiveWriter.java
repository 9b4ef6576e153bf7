package io.sparkbot.rooms;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Member;
import io.sparkbot.api.room.RoomRole;
import jakarta.ws.rs.core.StreamingOutput;

/** Writes everything a person owns, a portion at a time, so that the size of it costs no memory. */
final class ArchiveWriter implements StreamingOutput {

    private static final int PORTION = 500;
    private static final int PAPERS = 20;
    private static final UUID FIRST = new UUID(0, 0);

    private final ArchiveStore store;
    private final RoomDirectory rooms;
    private final People people;
    private final Person person;

    ArchiveWriter(ArchiveStore store, RoomDirectory rooms, People people, Person person) {
        this.store = store;
        this.rooms = rooms;
        this.people = people;
        this.person = person;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try (JsonGenerator json = Archive.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("format", Archive.FORMAT);
            json.writeNumberField("version", Archive.VERSION);
            json.writeStringField("exported_at", Instant.now().toString());
            json.writeStringField("username", person.username());
            json.writeArrayFieldStart("rooms");
            for (ArchiveStore.Owned owned : store.ownedBy(person.id())) {
                json.writeStartObject();
                json.writePOJOField("room", owned.room());
                json.writeArrayFieldStart("messages");
                writeMessages(json, owned.id());
                json.writeEndArray();
                json.writeArrayFieldStart("artifacts");
                writePapers(json, owned.id());
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Stops where the room is no longer the person's. */
    private void writeMessages(JsonGenerator json, UUID roomId) throws IOException {
        UUID last = FIRST;
        List<MessageStore.Row> portion;
        do {
            if (!owns(roomId)) {
                return;
            }
            portion = store.after(roomId, last, PORTION);
            Map<UUID, Person> senders = people.byIds(portion.stream().map(MessageStore.Row::senderId).collect(Collectors.toSet()));
            List<UUID> reworded = portion.stream().filter(row -> row.version() > 1).map(MessageStore.Row::id).toList();
            Map<UUID, List<Archive.VersionPart>> versions = reworded.isEmpty() ? Map.of() : store.versions(roomId, reworded);
            for (MessageStore.Row row : portion) {
                json.writePOJO(part(row, Optional.ofNullable(senders.get(row.senderId())), versions.getOrDefault(row.id(), List.of())));
                last = row.id();
            }
            json.flush();
        } while (portion.size() == PORTION);
    }

    private void writePapers(JsonGenerator json, UUID roomId) throws IOException {
        UUID last = FIRST;
        List<Artifact> portion;
        do {
            if (!owns(roomId)) {
                return;
            }
            portion = store.papersAfter(roomId, last, PAPERS);
            Map<UUID, Person> authors = people.byIds(portion.stream().map(Artifact::createdBy).collect(Collectors.toSet()));
            for (Artifact paper : portion) {
                json.writePOJO(part(paper, Optional.ofNullable(authors.get(paper.createdBy()))));
                last = paper.id();
            }
            json.flush();
        } while (portion.size() == PAPERS);
    }

    private boolean owns(UUID roomId) {
        return rooms.member(roomId, person.id()).map(Member::role).filter(RoomRole.OWNER::equals).isPresent();
    }

    private Archive.PaperPart part(Artifact paper, Optional<Person> author) {
        Optional<ImportedSender> original = original(author, paper.meta());
        return new Archive.PaperPart(
                paper.id(),
                original.map(ArchiveWriter::sender).orElseGet(() -> sender(paper.createdBy(), author)),
                paper.type().wire(),
                paper.content(),
                paper.createdAt(),
                paper.from().orElse(null),
                paper.to().orElse(null),
                paper.meta().flatMap(meta -> original.isPresent() ? ImportedSender.without(meta) : Optional.of(tree(meta))).orElse(null));
    }

    /** Who is meant when the bot for what was imported stands in the room. */
    private static Optional<ImportedSender> original(Optional<Person> sender, Optional<String> meta) {
        boolean imported = sender.filter(Person::isBot).map(Person::username).filter(ImportedSender.BOT::equals).isPresent();
        return imported ? ImportedSender.of(meta) : Optional.empty();
    }

    private static Archive.Sender sender(ImportedSender original) {
        return new Archive.Sender(false, original.username(), original.name(), original.type());
    }

    private Archive.MessagePart part(MessageStore.Row row, Optional<Person> sender, List<Archive.VersionPart> versions) {
        Optional<ImportedSender> original = original(sender, row.meta());
        return new Archive.MessagePart(
                row.id(),
                original.map(ArchiveWriter::sender).orElseGet(() -> sender(row.senderId(), sender)),
                row.content(),
                row.createdAt(),
                row.editedAt().orElse(null),
                row.replyTo().orElse(null),
                row.meta().flatMap(meta -> original.isPresent() ? ImportedSender.without(meta) : Optional.of(tree(meta))).orElse(null),
                row.answers().orElse(null),
                row.versionOf().orElse(null),
                row.aside().orElse(null),
                versions.isEmpty() ? null : versions);
    }

    private Archive.Sender sender(UUID id, Optional<Person> sender) {
        return new Archive.Sender(
                id.equals(person.id()),
                sender.map(Person::username).orElse("unknown"),
                sender.map(Person::displayName).orElse("Unknown"),
                sender.map(known -> known.type().name()).orElse("HUMAN"));
    }

    private static JsonNode tree(String meta) {
        try {
            return Archive.JSON.readTree(meta);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("stored meta is no JSON", e);
        }
    }
}
