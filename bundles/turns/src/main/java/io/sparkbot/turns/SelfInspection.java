package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.sparkbot.api.room.Message;
import io.sparkbot.api.turn.SetupReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions about the assistant's own set-up from what is so right now, since a model does not know it and would guess. Only a message that
 * is such a question from its first word to its last counts, so that no sentence that merely speaks of models is taken away from the model.
 */
final class SelfInspection {

    static final String META = "{\"safe_runtime_state\":true}";

    private static final Logger log = LoggerFactory.getLogger(SelfInspection.class);

    private static final int LONGEST = 120;
    private static final String THING = "(?:(?:ai |language )?model|llm|(?:model )?provider|(?:model )?stack|route|routing)";
    private static final String SACHE = "(?:(?:ki-|sprach)?modell|llm|anbieter|provider)";

    private static final List<Pattern> QUESTIONS = List.of(
            question("(?:which|what) " + THING + " (?:are|do) you (?:run|running|use|using)(?: on)?"),
            question("(?:which|what) (?:(?:ai |language )?model|llm) are you"),
            question("(?:which|what) (?:(?:ai |language )?model|llm|model provider|model stack)(?: is|'s) (?:active|running|in use|being used|answering)"),
            question("what(?: is|'s) your (?:current |active |running )?" + THING + "(?: mode)?"),
            question("what(?: is|'s) the (?:active|running) (?:model|llm|model stack)"),
            question("(?:show|tell) me your (?:runtime|running|model) (?:state|status|stack|setup|set-up)"),
            question("are you running (?:locally|in the cloud)(?: or (?:locally|in the cloud))?"),
            question("is your (?:model |provider )?fallback (?:on|off|enabled)"),
            question("welche[ns]? " + SACHE + " (?:nutzt|benutzt|verwendest) du"),
            question("(?:mit|auf) welchem " + SACHE + " (?:läufst|arbeitest|antwortest) du"),
            question("welches (?:ki-|sprach)?modell (?:bist du|läuft|ist aktiv)"),
            question("(?:wie heißt|was ist|wie lautet) dein(?: aktuelles| aktueller)? " + SACHE),
            question("läufst du (?:lokal|in der cloud)(?: oder (?:lokal|in der cloud))?"));

    private SelfInspection() {}

    private static Pattern question(String words) {
        return Pattern.compile("(?:(?:hey|hi|hello|hallo|ok|please|bitte|sparkbot|@sparkbot)[,!]? )*" + words
                + "(?:,? (?:right now|now|currently|at the moment|please|sparkbot|gerade|jetzt|momentan|im moment|bitte))*");
    }

    /** Whether the message asks for the set-up and for nothing else. What answers another message, or brings a file, belongs to a conversation. */
    static boolean isAskedBy(Message message) {
        return message.replyTo().isEmpty() && message.meta().isEmpty() && isAsked(message.content());
    }

    static boolean isAsked(String text) {
        String said = text.strip();
        if (said.length() > LONGEST || said.indexOf('\n') >= 0) {
            return false;
        }
        String plain = said.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("[\\s\\h]+", " ").replaceFirst(" ?[?!.]+$", "");
        return QUESTIONS.stream().anyMatch(question -> question.matcher(plain).matches());
    }

    /** @param reports of the bundles that run */
    static String answer(TurnRun.Subject subject, List<SetupReport> reports, int rounds) {
        List<SetupReport.Line> lines = new ArrayList<>();
        for (SetupReport report : reports) {
            try {
                lines.addAll(report.lines(subject.person()));
            } catch (RuntimeException | LinkageError e) {
                log.warn("{} could not report", report.getClass().getName(), e);
            }
        }
        Optional<Integer> own = subject.room().toolRounds();
        lines.add(new SetupReport.Line("Tool rounds for one message", rounds + (own.isPresent() ? " (set for this room)" : "")));
        lines.add(new SetupReport.Line("Execution gate of this room", subject.room().executionAllowed() ? "open" : "closed"));
        return "This is how I am set up right now, as the server has it:\n\n"
                + lines.stream().map(line -> "- **" + line.name() + ":** " + line.value()).collect(Collectors.joining("\n"));
    }
}
