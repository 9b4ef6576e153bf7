package io.sparkbot.turns;

import java.util.Map;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.turn.TurnAnswers;
import io.sparkbot.api.turn.Turns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The event streams of this bundle for resources of others. */
@Component(service = TurnAnswers.class)
public final class StreamedAnswers implements TurnAnswers {

    private final Turns turns;
    private final OpenStreams streams;

    @Activate
    public StreamedAnswers(@Reference Turns turns, @Reference OpenStreams streams) {
        this.turns = turns;
        this.streams = streams;
    }

    @Override
    public Body events(UUID turnId, long after, UUID roomId, Person reader, boolean plainScript, Map<String, String> added) {
        return streams.open(turns.follow(turnId, after), roomId, reader, plainScript, added);
    }
}
