package io.sparkbot.rooms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.store.Database;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds messages, only ever in rooms the asking person is a member of at that moment. */
@Component(service = Search.class)
public final class Search {

    static final int DEFAULT_HITS = 30;
    static final int MAX_HITS = 100;

    private final RoomDirectory rooms;
    private final Transcript transcript;
    private final SearchStore store;
    private final MemberStore members;

    @Activate
    public Search(@Reference(target = "(schema=rooms)") Database database, @Reference RoomDirectory rooms, @Reference Transcript transcript) {
        this.rooms = rooms;
        this.transcript = transcript;
        this.store = new SearchStore(database);
        this.members = new MemberStore(database);
    }

    /**
     * Messages that were found, newest first.
     *
     * @param total how many there are in this answer
     * @param hasMore whether a further answer may hold older ones
     * @param next where that one begins, to be sent as {@code cursor}
     */
    record Hits(List<MessageView> messages, int total, boolean hasMore, @Nullable UUID next) {}

    /**
     * @param query read once it is clear that the person may read the room
     * @throws io.sparkbot.api.web.Problem 404 or 403 when the person cannot read the room
     */
    Hits inRoom(UUID roomId, Supplier<SearchQuery> query, @Nullable Integer limit, Person person) {
        rooms.require(roomId, person);
        return find(List.of(roomId), query.get(), limit);
    }

    /** A message that was found, and where. */
    record Hit(MessageView message, UUID roomId, String roomName) {}

    /**
     * What was found over rooms, newest first.
     *
     * @param next where a further answer begins, to be sent as {@code cursor}; null when there is none
     */
    record Everywhere(List<Hit> hits, @Nullable UUID next) {}

    Everywhere inAllRooms(SearchQuery query, @Nullable Integer limit, Person person) {
        Map<UUID, String> names = members.roomsOf(person.id());
        Hits found = find(List.copyOf(names.keySet()), query, limit);
        return new Everywhere(found.messages().stream().map(message -> new Hit(message, message.roomId(), names.getOrDefault(message.roomId(), ""))).toList(), found.next());
    }

    /** The same in one room. */
    Everywhere inOneOf(UUID roomId, Supplier<SearchQuery> query, @Nullable Integer limit, Person person) {
        String name = rooms.require(roomId, person).room().name();
        Hits found = find(List.of(roomId), query.get(), limit);
        return new Everywhere(found.messages().stream().map(message -> new Hit(message, roomId, name)).toList(), found.next());
    }

    private Hits find(List<UUID> where, SearchQuery query, @Nullable Integer limit) {
        int wanted = Fields.within("query", "limit", limit, 1, MAX_HITS, DEFAULT_HITS);
        if (where.isEmpty()) {
            return new Hits(List.of(), 0, false, null);
        }
        SearchStore.Found found = store.find(where, query, wanted + 1);
        boolean more = found.rows().size() > wanted;
        List<MessageStore.Row> rows = more ? found.rows().subList(0, wanted) : found.rows();
        Optional<UUID> next = more ? Optional.of(rows.getLast().id()) : found.searchedTo();
        List<MessageView> messages = transcript.withSenders(rows).stream().map(MessageView::of).toList();
        return new Hits(messages, messages.size(), next.isPresent(), next.orElse(null));
    }
}
