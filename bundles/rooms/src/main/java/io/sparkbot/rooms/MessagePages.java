package io.sparkbot.rooms;

import java.util.UUID;
import java.util.stream.Stream;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.InvalidField;
import org.jspecify.annotations.Nullable;

/** One page of a transcript, as both message routes give it. */
record MessagePages(RoomDirectory rooms, Transcript transcript) {

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 200;

    /** Which page is wanted, as the query says it; at most one of the places is given. */
    record Wanted(@Nullable Integer limit, @Nullable String before, @Nullable String after, @Nullable String around) {

        static Wanted newest() {
            return new Wanted(null, null, null, null);
        }
    }

    /** @throws InvalidField when more than one place is named, or one is malformed */
    MessageListView page(UUID roomId, Wanted wanted, Person person) {
        RoomDirectory.Entry entry = rooms.enter(roomId, person);
        int count = Fields.within("query", "limit", wanted.limit(), 1, MAX_PAGE, DEFAULT_PAGE);
        String before = given(wanted.before());
        String after = given(wanted.after());
        String around = given(wanted.around());
        if (Stream.of(before, after, around).filter(place -> !place.isEmpty()).count() > 1) {
            throw new InvalidField("query", "before", "ambiguous", "name one of before, after and around");
        }
        if (!after.isEmpty()) {
            return MessageListView.of(transcript.pageAfter(roomId, Fields.id("query", "after", after), count));
        }
        if (!around.isEmpty()) {
            return MessageListView.of(transcript.pageAround(roomId, Fields.id("query", "around", around), count));
        }
        if (before.isEmpty()) {
            return MessageListView.of(transcript.newestPage(roomId, entry.details().messageCount(), count));
        }
        if (isId(before)) {
            return MessageListView.of(transcript.pageBefore(roomId, Fields.id("query", "before", before), count));
        }
        return MessageListView.of(transcript.pageBefore(roomId, Moments.of("before", before), count));
    }

    private static String given(@Nullable String place) {
        return place == null ? "" : place.strip();
    }

    private static boolean isId(String text) {
        return text.length() == 36 && text.charAt(8) == '-';
    }
}
