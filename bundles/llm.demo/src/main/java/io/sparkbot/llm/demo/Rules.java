package io.sparkbot.llm.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The intents in the order in which they are asked; the last one always answers. */
record Rules(List<Intent> intents) {

    static Rules all() {
        return new Rules(List.of(
                new DeleteNote(),
                new WriteNote(),
                new ReadNote(),
                new ListNotes(),
                new Sum(),
                new TimeOfDay(),
                new Weather(),
                new Count(),
                new Help(),
                new Unknown()));
    }

    Reply reply(Talk talk) {
        if (!talk.done().isEmpty()) {
            return Reply.says(talk.done().stream().map(this::word).collect(Collectors.joining("\n\n")));
        }
        return intents.stream()
                .map(intent -> intent.answer(talk))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private String word(Done done) {
        if (done.denied()) {
            return "Nothing was done, the answer was no: " + done.text().strip();
        }
        if (done.error()) {
            return "That did not work. The tool `" + done.call().tool() + "` says: "
                    + done.text().strip();
        }
        return intents.stream()
                .map(intent -> intent.word(done))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("The tool `" + done.call().tool() + "` answered:\n\n"
                        + done.text().strip());
    }
}
