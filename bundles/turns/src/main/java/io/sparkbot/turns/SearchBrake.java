package io.sparkbot.turns;

import java.util.ArrayList;
import java.util.List;

import io.sparkbot.api.model.ModelMessage;

/** Models like to search once more instead of answering. After some searches within one turn they are advised to use what they have; they may still search. */
final class SearchBrake {

    /** So many searches go without a word. */
    static final int FREE = 2;

    private static final String SEARCH = "web_search";

    private SearchBrake() {}

    /** The exchange as the model is given it, with the advice behind the newest search once there were enough. */
    static List<ModelMessage> braked(List<ModelMessage> exchange) {
        int searches = 0;
        int newest = -1;
        for (int i = 0; i < exchange.size(); i++) {
            if (exchange.get(i) instanceof ModelMessage.Result result && result.tool().equals(SEARCH)) {
                searches++;
                newest = i;
            }
        }
        if (searches < FREE) {
            return exchange;
        }
        List<ModelMessage> braked = new ArrayList<>(exchange);
        ModelMessage.Result last = (ModelMessage.Result) exchange.get(newest);
        braked.set(newest, new ModelMessage.Result(last.callId(), last.tool(), last.text() + advice(searches), last.error()));
        return braked;
    }

    private static String advice(int searches) {
        return "\n\n[Note of the server: " + searches + " searches were made for this message. Answer from what was found and say what is missing; "
                + "search again only if the answer would be wrong without it.]";
    }
}
