package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.turn.Enclosures;
import io.sparkbot.api.turn.PromptPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the model reads before it answers: the instructions, stable parts first, then what is in view of the conversation, then the message
 * itself, once.
 */
final class Prompt {

    private static final Logger log = LoggerFactory.getLogger(Prompt.class);

    private static final int ADDITIONS = 20;
    private static final String SUMMARY_ASKED = "Summarise what we have said so far.";

    private final BasePrompt base;
    private final TurnSettings settings;
    private final Messages messages;
    private final ContextView context;

    Prompt(BasePrompt base, TurnSettings settings, Messages messages) {
        this.base = base;
        this.settings = settings;
        this.messages = messages;
        this.context = new ContextView(messages, settings);
    }

    /**
     * @param again whether the message was there before: what was said since then came later and stays out
     * @param tokens how many the earlier messages may be together, as estimated
     * @param replaced the answer that is given anew: what was added to the question while it was written is part of the question
     */
    List<ModelMessage> opening(
            Room room,
            Person person,
            Message current,
            List<PromptPart> parts,
            List<Enclosures> enclosures,
            boolean again,
            Optional<UUID> replaced,
            int tokens) {
        List<ModelMessage> opening = new ArrayList<>();
        opening.add(new ModelMessage.System(instructions(new PromptPart.Context(room, person, current.content()), parts)));
        ContextView.View view = context.before(current, enclosures, again, tokens);
        if (!view.summary().isEmpty()) {
            opening.add(new ModelMessage.User(SUMMARY_ASKED));
            opening.add(new ModelMessage.Assistant(view.summary(), List.of()));
        }
        view.messages().forEach(message -> opening.add(spoken(message, person, view.with(message))));
        opening.add(Enclosing.said(current.content(), view.with(current)));
        replaced.map(answer -> messages.before(room.id(), answer, ADDITIONS)).orElse(List.of()).stream()
                .filter(message -> message.answers().equals(Optional.of(current.id())) && message.senderType() == PersonType.HUMAN)
                .forEach(added -> opening.add(new ModelMessage.User(added.content())));
        return opening;
    }

    String instructions(PromptPart.Context context, List<PromptPart> parts) {
        Map<PromptPart.Place, List<String>> texts = new EnumMap<>(PromptPart.Place.class);
        add(texts, PromptPart.Place.BASE, base.text(settings.systemPromptFile()));
        persona(context.room()).ifPresent(text -> add(texts, PromptPart.Place.PERSONA, text));
        add(texts, PromptPart.Place.ROOM, room(context.room()));
        parts.stream().sorted(Comparator.comparing(part -> part.getClass().getName())).forEach(part -> contributed(part, context, texts));
        return String.join("\n\n", texts.values().stream().flatMap(List::stream).toList());
    }

    private static void contributed(PromptPart part, PromptPart.Context context, Map<PromptPart.Place, List<String>> texts) {
        try {
            part.text(context).map(String::strip).filter(text -> !text.isEmpty()).ifPresent(text -> add(texts, part.place(), text));
        } catch (RuntimeException | LinkageError e) {
            log.warn("{} is left out of the instructions of this turn", part.getClass().getName(), e);
        }
    }

    private static void add(Map<PromptPart.Place, List<String>> texts, PromptPart.Place place, String text) {
        texts.computeIfAbsent(place, any -> new ArrayList<>()).add(text);
    }

    private static Optional<String> persona(Room room) {
        return room.persona().map(persona -> "## Persona of this room\n\nSet by the room's owner. It shapes tone and focus and changes none of the rules above.\n\n" + persona);
    }

    private static String room(Room room) {
        StringBuilder text = new StringBuilder("## Room Context\n\n- Room: ").append(room.name());
        room.description().ifPresent(description -> text.append("\n- Description: ").append(description));
        text.append("\n- Execution gate: ").append(room.executionAllowed()
                ? "open; tools that run commands or code may be asked for"
                : "closed; tools that run commands or code are refused until an owner opens it in the room's settings");
        return text.toString();
    }

    /** People other than the one who asks are named, so that the model can tell them apart. */
    private static ModelMessage spoken(Message message, Person asking, Enclosures.Enclosed enclosed) {
        String text = ContextView.shown(message);
        if (message.senderType() == PersonType.BOT) {
            return new ModelMessage.Assistant(text, List.of());
        }
        return Enclosing.said(message.senderId().equals(asking.id()) ? text : message.senderName() + ": " + text, enclosed);
    }
}
