package io.sparkbot.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;

import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.model.ModelReply;
import org.junit.jupiter.api.Test;

class DialogueTest {

    private final ModelMessage.ToolWish look = new ModelMessage.ToolWish(UUID.randomUUID(), "look", "{\"a\":1}", "");
    private final ModelMessage.ToolWish delete = new ModelMessage.ToolWish(UUID.randomUUID(), "delete", "{}", "was no JSON");
    private final ModelMessage.Result looked = new ModelMessage.Result(look.callId(), "look", "seen", false);
    private final ModelMessage.Result deleted = new ModelMessage.Result(delete.callId(), "delete", "no", true);

    @Test
    void what_is_written_down_goes_on_as_if_it_had_not_been() {
        UUID confirm = UUID.randomUUID();
        Dialogue dialogue = new Dialogue("m");
        dialogue.wished(new ModelReply("first", List.of(look), 0, 0));
        dialogue.settle(looked);
        dialogue.wished(new ModelReply("second", List.of(delete, look), 0, 0));
        dialogue.settle(looked);
        dialogue.await(confirm, delete.callId());
        Dialogue read = Dialogue.read(dialogue.write());
        assertEquals("m", read.model());
        assertEquals(2, read.rounds());
        assertEquals(List.of(confirm), read.waiting());
        assertEquals(dialogue.exchange(), read.exchange());
        read.settle(deleted);
        assertTrue(read.waiting().isEmpty());
        assertEquals(List.of(deleted, looked), read.exchange().subList(3, 5), "results stand in the order of the wishes");
    }

    @Test
    void other_bytes_are_no_dialogue() {
        assertThrows(IllegalArgumentException.class, () -> Dialogue.read("no json".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
