package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.sparkbot.api.model.Cancellation;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import io.sparkbot.api.model.ModelRequest;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.room.Room;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.turn.Turn;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stretch of one turn: from its start, or from a decision it waited for, until it is over or waits again. Runs on its own virtual
 * thread. Whoever claims the ending first, the turn itself or somebody who stops it, stores it; the other does nothing.
 */
final class TurnRun implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(TurnRun.class);

    private static final String NOT_CONFIGURED = "No model is set up yet. Open the first-run panel (or Controls) and choose one: a provider key, "
            + "a local model, or the built-in demo assistant. Your message is kept.";

    private static final String DATABASE_AWAY = "The database did not answer, so the answer could not be completed. Your message is kept; send it again in a moment.";

    private static final String BLIND = "(The model in use takes no pictures, so it answered without seeing them. Choose one that does, with /model, and ask again.)";

    /** Characters of one token event of a text that the server itself has written. */
    private static final int PIECE = 80;

    private static final TurnEvent ROOM_GONE = new TurnEvent.Failed("not_found", "The room was deleted.");

    /**
     * What a stretch of a turn is about.
     *
     * @param again whether the message was there before this stretch: what was said since then came later and stays out
     */
    record Subject(Turn turn, TurnStore.Origin origin, Room room, Person person, Message message, boolean again) {}

    private final Subject subject;
    private final EventLog events;
    private final Parts parts;
    private final Cancellation cancellation = new Cancellation();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AnswerText answer;
    private final ToolCalls calls;
    private final ToolOffer offer;
    private final Resumption resumption;
    private final CompletableFuture<Void> predecessor;
    private boolean blind;
    private boolean waited;

    /** The decisions a parked turn goes on with, and the dialogue they belong to; a turn that starts has none. */
    record Resumption(@Nullable Dialogue dialogue, List<Parking.Ruling> rulings) {

        static final Resumption NONE = new Resumption(null, List.of());
    }

    /**
     * What every stretch uses.
     *
     * @param left told when a stretch has ended, with the turn when that is over too
     */
    record Parts(
            Contributions contributions, TurnSettings settings, Prompt prompt, Endings endings, Parking parking, Steering steering, BiConsumer<TurnRun, Optional<Turn>> left) {}

    TurnRun(Subject subject, EventLog events, Parts parts, Resumption resumption, CompletableFuture<Void> predecessor) {
        this.subject = subject;
        this.events = events;
        this.parts = parts;
        this.resumption = resumption;
        this.predecessor = predecessor;
        this.answer = new AnswerText(events);
        this.calls = new ToolCalls(
                parts.contributions(), events, subject.turn(), subject.person(), subject.origin().source(), cancellation, parts.settings().parallelTools());
        this.offer = new ToolOffer(parts.contributions(), subject.room().toolRounds().orElseGet(parts.settings()::maxToolRounds));
        cancellation.onCancel(() -> stopped.complete(null));
    }

    Subject subject() {
        return subject;
    }

    EventLog events() {
        return events;
    }

    /** Completes when this stretch has ended, however it did. */
    CompletableFuture<Void> over() {
        return over;
    }

    @Override
    public void run() {
        try {
            waited = !predecessor.isDone();
            CompletableFuture.anyOf(predecessor, stopped).join();
            converse();
        } catch (Stopped e) {
            if (!cancellation.isCancelled()) {
                fail("internal", "A tool call was broken off inside the server. Your message is kept; send it again.");
            }
        } catch (ModelFailure e) {
            if (!cancellation.isCancelled()) {
                fail(e.kind() == ModelFailure.Kind.NOT_CONFIGURED ? "not_configured" : e.kind().wire(), e.advice());
            }
        } catch (DatabaseUnavailable e) {
            log.error("turn {} fails: the database is away", subject.turn().id(), e);
            fail("unavailable", DATABASE_AWAY);
        } catch (RuntimeException | Error e) {
            log.error("turn {} failed", subject.turn().id(), e);
            fail("internal", "Something went wrong inside the server (turn " + subject.turn().id() + "). Your message is kept; the server's log says more.");
        }
    }

    /** Stops the turn; false when its ending was claimed already. */
    boolean stop(TurnState state) {
        if (!ending.compareAndSet(false, true)) {
            return false;
        }
        cancellation.cancel();
        store(false, text -> Endings.Ending.cutOff(state, text));
        return true;
    }

    /** The room is gone, and the turn with it: nothing is stored. */
    void abandon() {
        if (ending.compareAndSet(false, true)) {
            cancellation.cancel();
            leave(events.last() + 1, List.of(ROOM_GONE), Optional.empty());
        }
    }

    private void converse() throws ModelFailure {
        if (cancellation.isCancelled()) {
            throw new Stopped();
        }
        Dialogue resumed = resumption.dialogue();
        if (resumed == null && SelfInspection.isAskedBy(subject.message())) {
            tell(SelfInspection.answer(subject, parts.contributions().reports(), offer.rounds()), SelfInspection.META);
            return;
        }
        Models models = parts.contributions().models().orElseThrow(() -> new ModelFailure(ModelFailure.Kind.UPSTREAM, "The models cannot be reached because the server is being updated. Send the message again in a moment."));
        Dialogue dialogue = resumed != null ? resumed : begin(models);
        for (Parking.Ruling ruling : resumption.rulings()) {
            dialogue.settle(settle(ruling));
        }
        if (!dialogue.waiting().isEmpty() && !goesOn(dialogue)) {
            return;
        }
        List<ModelMessage> opening = opening(parts.settings().historyTokens());
        boolean shortened = false;
        boolean mayBeSteered = waited || resumed != null;
        while (true) {
            if (mayBeSteered) {
                parts.steering().take(subject.turn().id()).forEach(dialogue::steered);
            }
            mayBeSteered = true;
            String enough = subject.origin().tools() ? offer.enough(dialogue) : "";
            List<ToolDescriptor> offered = subject.origin().tools() && enough.isEmpty() ? offer.tools() : List.of();
            ModelReply reply;
            try {
                reply = reply(models, dialogue, opening, offered);
            } catch (ModelFailure e) {
                if (shortened || e.kind() != ModelFailure.Kind.CONTEXT_TOO_LONG || !events.text().isBlank()) {
                    throw e;
                }
                shortened = true;
                opening = opening(parts.settings().historyTokens() / 8);
                continue;
            }
            if (reply.calls().isEmpty() || offered.isEmpty()) {
                if (concluded(enough)) {
                    return;
                }
                dialogue.said(reply.text());
                continue;
            }
            dialogue.wished(reply);
            int room = offer.callsLeft(dialogue);
            reply.calls().stream().skip(room).forEach(surplus -> dialogue.settle(calls.surplus(surplus, offer.mostCalls())));
            for (ToolCalls.Answer each : calls.ask(reply.calls().stream().limit(room).toList())) {
                switch (each) {
                    case ToolCalls.Answer.Settled settled -> dialogue.settle(settled.result());
                    case ToolCalls.Answer.Waiting waiting -> dialogue.await(waiting.approval().id(), waiting.callId());
                }
            }
            if (!dialogue.waiting().isEmpty() && !goesOn(dialogue)) {
                return;
            }
        }
    }

    /** Ends the turn with words of the server's own, in the pieces that clients expect. */
    private void tell(String words, String meta) {
        for (int from = 0; from < words.length(); ) {
            int to = words.offsetByCodePoints(from, Math.min(PIECE, words.codePointCount(from, words.length())));
            events.append(new TurnEvent.Token(words.substring(from, to)));
            from = to;
        }
        finish(text -> Endings.Ending.told(text, meta));
    }

    private Dialogue begin(Models models) throws ModelFailure {
        String model = models.activeFor(subject.person().id())
                .orElseThrow(() -> new ModelFailure(ModelFailure.Kind.NOT_CONFIGURED, NOT_CONFIGURED));
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("selected_model", model);
        payload.put("applied_model", model);
        payload.put("current_model", model);
        payload.put("route", "default");
        payload.put("mode", "off");
        events.append(new TurnEvent.Routing(payload));
        return new Dialogue(model);
    }

    /** One call of the model, which itself asks twice before it calls an answer empty. After something was said, nothing more is fine. */
    private ModelReply reply(Models models, Dialogue dialogue, List<ModelMessage> opening, List<ToolDescriptor> offered) throws ModelFailure {
        List<ModelMessage> all = new ArrayList<>(opening);
        all.addAll(SearchBrake.braked(dialogue.exchange()));
        answer.nextRound();
        ModelReply reply;
        try {
            reply = models.call(new ModelRequest(dialogue.model(), all, offered, Optional.empty()), answer, cancellation);
            answer.finish();
        } catch (ModelFailure e) {
            answer.finish();
            if (e.kind() != ModelFailure.Kind.EMPTY || events.text().isBlank()) {
                throw e;
            }
            reply = new ModelReply("", List.of(), 0, 0);
        }
        blind |= reply.blind();
        if (cancellation.isCancelled()) {
            throw new Stopped();
        }
        if (reply.calls().isEmpty() && events.text().isBlank() && !answer.silent()) {
            throw new ModelFailure(ModelFailure.Kind.EMPTY, "The model gave an empty answer. Ask again in other words, or choose another model.");
        }
        return reply;
    }

    private ModelMessage.Result settle(Parking.Ruling ruling) {
        return ruling.approved() ? calls.run(ruling.approval()) : calls.refuse(ruling.approval(), ruling.decider());
    }

    /** Parks the turn until its waiting calls are decided. True when they were decided meanwhile and the turn goes on at once. */
    private boolean goesOn(Dialogue dialogue) {
        while (!dialogue.waiting().isEmpty()) {
            events.flush();
            switch (parts.parking().park(subject.turn().id(), dialogue)) {
                case Parking.Parked parked -> {
                    if (ending.compareAndSet(false, true)) {
                        leave(parked.firstSeq(), parked.events(), Optional.empty());
                    }
                    return false;
                }
                case Parking.Lapsed lapsed -> {
                    finish(text -> Endings.Ending.withNote(text, Parking.lapseNote(lapsed.approval())));
                    return false;
                }
                case Parking.Decided decided -> decided.rulings().forEach(ruling -> dialogue.settle(settle(ruling)));
            }
        }
        return true;
    }

    private List<ModelMessage> opening(int tokens) {
        return parts.prompt()
                .opening(subject.room(), subject.person(), subject.message(), parts.contributions().promptParts(), parts.contributions().enclosures(), subject.again(), subject.origin().replaces(), tokens);
    }

    /** Ends the turn with the answer; false when its person has added something that the model has to read first. */
    private boolean concluded(String note) {
        if (!note.isEmpty()) {
            finish(text -> Endings.Ending.withNote(text, note));
        } else if (ending.compareAndSet(false, true)) {
            try {
                store(true, text -> Endings.Ending.done(text, blind ? BLIND : ""));
            } catch (Steered goesOn) {
                ending.set(false);
                return false;
            }
        }
        return true;
    }

    private void fail(String code, String advice) {
        finish(text -> Endings.Ending.failed(text, code, advice));
    }

    private void finish(Function<String, Endings.Ending> how) {
        if (ending.compareAndSet(false, true)) {
            store(false, how);
        }
    }

    /**
     * Stores the ending and shows it. When that is impossible the followers are told so, and the row is mended later.
     *
     * @throws Steered when the ending gives way and the turn has to go on
     */
    private void store(boolean givesWay, Function<String, Endings.Ending> how) {
        TurnEvent last = new TurnEvent.Failed("unavailable", DATABASE_AWAY);
        Optional<Endings.Ended> ended = Optional.empty();
        try {
            written(givesWay);
            ended = parts.endings().end(subject.turn().id(), events.last(), how.apply(events.text()));
            last = ROOM_GONE;
        } catch (Steered e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("the ending of turn {} could not be stored", subject.turn().id(), e);
        }
        leave(
                ended.map(Endings.Ended::firstSeq).orElse(events.last() + 1),
                ended.map(Endings.Ended::events).orElse(List.of(last)),
                ended.map(Endings.Ended::turn));
    }

    private void written(boolean goesOnPerhaps) {
        try {
            if (goesOnPerhaps) {
                events.flush();
            } else {
                events.seal();
            }
        } catch (RuntimeException e) {
            log.error("the last words of turn {} could not be stored as events; its message holds them", subject.turn().id(), e);
        }
    }

    private void leave(long firstSeq, List<TurnEvent> last, Optional<Turn> ended) {
        parts.left().accept(this, ended);
        events.close(firstSeq, last);
        over.complete(null);
    }
}
