package io.sparkbot.turns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.model.ModelMessage;

/** Whether a model goes round in circles: the same call of any tool with the same outcome, again and again. */
final class Repetition {

    /** So often may a call bring the same result within one turn. */
    static final int MOST = 3;

    private Repetition() {}

    private record Round(String tool, String arguments, String result) {}

    /** The tool that has been called in vain too often; what was exchanged holds everything that is needed to know. */
    static Optional<String> in(List<ModelMessage> exchange) {
        Map<UUID, ModelMessage.ToolWish> wishes = new HashMap<>();
        Map<Round, Integer> counts = new HashMap<>();
        for (ModelMessage message : exchange) {
            if (message instanceof ModelMessage.Assistant assistant) {
                assistant.calls().forEach(wish -> wishes.put(wish.callId(), wish));
            } else if (message instanceof ModelMessage.Result result) {
                ModelMessage.ToolWish wish = wishes.get(result.callId());
                String arguments = wish == null ? "" : wish.argumentsJson();
                if (counts.merge(new Round(result.tool(), arguments, result.text()), 1, Integer::sum) >= MOST) {
                    return Optional.of(result.tool());
                }
            }
        }
        return Optional.empty();
    }
}
