package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.turn.Enclosures;

/**
 * What of a conversation a model is given with a new message: the newest checkpoint, the messages after it as far as they fit, and the message
 * that is replied to. It reads a bounded number of rows, whatever the room holds.
 */
final class ContextView {

    /** Pictures in one prompt: the newest, so that a conversation about one can go on without paying for all. */
    private static final int IMAGES = 3;

    private static final int LONGEST = 20_000;

    private final Messages messages;
    private final TurnSettings settings;

    ContextView(Messages messages, TurnSettings settings) {
        this.messages = messages;
        this.settings = settings;
    }

    /**
     * @param summary of what lies before the messages; empty when there is none
     * @param enclosed what came with these messages and with the current one beside their words
     */
    record View(String summary, List<Message> messages, Map<UUID, Enclosures.Enclosed> enclosed) {

        Enclosures.Enclosed with(Message message) {
            return enclosed.getOrDefault(message.id(), Enclosing.NOTHING);
        }
    }

    /**
     * @param again whether the message was there before: what was said since then came later and stays out
     * @param tokens how many the view may hold, as estimated
     */
    View before(Message current, List<Enclosures> enclosures, boolean again, int tokens) {
        UUID roomId = current.roomId();
        Optional<Messages.Checkpoint> checkpoint = messages.checkpointBefore(roomId, current.id());
        String from = checkpoint.map(found -> found.upTo().toString()).orElse("");
        String summary = checkpoint.map(Messages.Checkpoint::summary).orElse("");
        List<Message> earlier = earlier(current, again).stream().filter(message -> message.id().toString().compareTo(from) > 0 && !isNotice(message)).toList();
        Optional<Message> repliedTo = current.replyTo().flatMap(id -> messages.find(roomId, id));
        Map<UUID, Enclosures.Enclosed> enclosed = Enclosing.of(enclosures, repliedTo, earlier, current, IMAGES);
        int left = tokens - Tokens.estimate(summary) - repliedTo.map(message -> price(message, enclosed)).orElse(0);
        List<Message> fitting = new ArrayList<>();
        for (Message message : earlier.reversed()) {
            if (repliedTo.filter(parent -> parent.id().equals(message.id())).isPresent()) {
                repliedTo = Optional.empty();
            } else {
                left -= price(message, enclosed);
            }
            if (left < 0) {
                break;
            }
            fitting.addFirst(message);
        }
        repliedTo.ifPresent(fitting::addFirst);
        return new View(summary, fitting, enclosed);
    }

    /** The newest messages before the current one; answers that came while it waited for its turn belong to them, later questions do not. */
    private List<Message> earlier(Message current, boolean again) {
        int limit = settings.historyMessages();
        if (limit == 0) {
            return List.of();
        }
        List<Message> newest = again ? List.of() : messages.newest(current.roomId(), limit + 1);
        int place = newest.stream().map(Message::id).toList().indexOf(current.id());
        if (place < 0) {
            return messages.before(current.roomId(), current.id(), limit);
        }
        List<Message> earlier = new ArrayList<>(newest.subList(0, place));
        newest.subList(place + 1, newest.size()).stream().filter(message -> message.senderType() == PersonType.BOT).forEach(earlier::add);
        return earlier;
    }

    /** What a message costs in the view, which never shows more of one than {@link #shown}. */
    static int price(Message message) {
        return Tokens.estimate(shown(message));
    }

    private static int price(Message message, Map<UUID, Enclosures.Enclosed> enclosed) {
        return price(message) + Tokens.estimate(enclosed.getOrDefault(message.id(), Enclosing.NOTHING).text());
    }

    static String shown(Message message) {
        String text = message.content();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " […]" : text;
    }

    /** A message that says something about the conversation and is no part of it. */
    static boolean isNotice(Message message) {
        return message.meta().filter(meta -> meta.contains("\"notice\"")).isPresent();
    }
}
