package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.turn.Enclosures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What came with the messages of a prompt beside their words. */
final class Enclosing {

    private static final Logger log = LoggerFactory.getLogger(Enclosing.class);

    static final Enclosures.Enclosed NOTHING = new Enclosures.Enclosed("", List.of());

    private Enclosing() {}

    /** By message. A service that fails is left out: the words alone still make a prompt. */
    static Map<UUID, Enclosures.Enclosed> of(List<Enclosures> services, Optional<Message> repliedTo, List<Message> earlier, Message current, int images) {
        List<Message> all = new ArrayList<>();
        repliedTo.filter(parent -> earlier.stream().noneMatch(message -> message.id().equals(parent.id()))).ifPresent(all::add);
        all.addAll(earlier);
        all.add(current);
        Map<UUID, Enclosures.Enclosed> enclosed = new HashMap<>();
        List<Message> carrying = all.stream().filter(message -> message.meta().isPresent()).toList();
        if (carrying.isEmpty()) {
            return enclosed;
        }
        for (Enclosures service : services) {
            try {
                service.with(carrying, images).forEach((id, one) -> enclosed.merge(id, one, Enclosing::both));
            } catch (RuntimeException | LinkageError e) {
                log.warn("{} is left out of the prompt of this turn", service.getClass().getName(), e);
            }
        }
        return enclosed;
    }

    private static Enclosures.Enclosed both(Enclosures.Enclosed first, Enclosures.Enclosed second) {
        List<ModelMessage.Image> images = new ArrayList<>(first.images());
        images.addAll(second.images());
        return new Enclosures.Enclosed(first.text() + "\n\n" + second.text(), images);
    }

    static ModelMessage said(String words, Enclosures.Enclosed enclosed) {
        return new ModelMessage.User(enclosed.text().isEmpty() ? words : words + "\n\n" + enclosed.text(), enclosed.images());
    }
}
