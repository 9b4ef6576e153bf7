package io.sparkbot.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.testdb.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class RoomBusTest {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.with("rooms");

    private final RoomBus bus = new RoomBus(DATABASE.of("rooms"));

    @Test
    void a_room_is_told_in_order_although_an_observer_fails() throws Exception {
        UUID room = UUID.randomUUID();
        List<UUID> sent = new ArrayList<>();
        List<UUID> seen = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(500);
        bus.addObserver(event -> {
            throw new IllegalStateException("broken observer");
        });
        bus.addObserver(event -> {
            seen.add(((RoomEvent.MessageDeleted) event).messageId());
            all.countDown();
        });
        for (int i = 0; i < 500; i++) {
            UUID id = UUID.randomUUID();
            sent.add(id);
            bus.publish(new RoomEvent.MessageDeleted(room, id));
        }
        assertTrue(all.await(20, TimeUnit.SECONDS));
        assertEquals(sent, seen);
    }

    @Test
    void a_slow_observer_of_one_room_holds_up_no_other_room() throws Exception {
        UUID slow = UUID.randomUUID();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        bus.addObserver(event -> {
            if (event.roomId().equals(slow)) {
                awaitQuietly(release);
            } else {
                other.countDown();
            }
        });
        bus.publish(new RoomEvent.RoomChanged(slow));
        bus.publish(new RoomEvent.RoomChanged(UUID.randomUUID()));
        assertTrue(other.await(20, TimeUnit.SECONDS));
        release.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
