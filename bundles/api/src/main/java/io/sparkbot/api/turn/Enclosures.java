package io.sparkbot.api.turn;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.room.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that knows what came with messages beside their words, such as an uploaded file. Asked once for each prompt; when it fails, the
 * model reads the words alone.
 */
@ConsumerType
public interface Enclosures {

    /**
     * What the model gets with these messages, by message; messages without anything are absent.
     *
     * @param messages of one room, oldest first; the last is the one that is answered
     * @param images how many pictures may be shown, newest first; the others are told of in words
     */
    Map<UUID, Enclosed> with(List<Message> messages, int images);

    /** What comes with one message. @param text stands below the message's own words */
    record Enclosed(String text, List<ModelMessage.Image> images) {

        public Enclosed {
            images = List.copyOf(images);
        }
    }
}
