package io.sparkbot.rooms;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomEvents;
import io.sparkbot.api.event.RoomObserver;
import io.sparkbot.api.store.Database;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries room events from committed transactions to observers: one queue per room with something to tell, emptied by one virtual thread,
 * so that a room is told in order and a slow observer of one room holds up no other. Everything passes through {@link #deliver}: events of
 * other nodes enter there as well once there are several.
 */
@Component(service = {RoomEvents.class, RoomBus.class})
public final class RoomBus implements RoomEvents {

    private static final Logger log = LoggerFactory.getLogger(RoomBus.class);

    private final Database database;
    private final List<RoomObserver> observers = new CopyOnWriteArrayList<>();
    private final Map<UUID, Queue<RoomEvent>> waiting = new HashMap<>();

    @Activate
    public RoomBus(@Reference(target = "(schema=rooms)") Database database) {
        this.database = database;
    }

    void addObserver(RoomObserver observer) {
        observers.add(observer);
    }

    void removeObserver(RoomObserver observer) {
        observers.remove(observer);
    }

    @Override
    public void publish(RoomEvent event) {
        database.afterCommit(() -> deliver(event));
    }

    private void deliver(RoomEvent event) {
        synchronized (waiting) {
            Queue<RoomEvent> queue = waiting.get(event.roomId());
            if (queue != null) {
                queue.add(event);
                return;
            }
            queue = new ArrayDeque<>();
            queue.add(event);
            waiting.put(event.roomId(), queue);
        }
        Thread.ofVirtual().name("room-events").start(() -> tellAll(event.roomId()));
    }

    private void tellAll(UUID roomId) {
        for (; ; ) {
            RoomEvent event;
            synchronized (waiting) {
                Queue<RoomEvent> queue = waiting.getOrDefault(roomId, new ArrayDeque<>());
                event = queue.poll();
                if (event == null) {
                    waiting.remove(roomId);
                    return;
                }
            }
            for (RoomObserver observer : observers) {
                tell(observer, event);
            }
        }
    }

    private static void tell(RoomObserver observer, RoomEvent event) {
        try {
            observer.on(event);
        } catch (RuntimeException | LinkageError e) {
            log.warn("{} failed on {} of room {}", observer.getClass().getName(), event.getClass().getSimpleName(), event.roomId(), e);
        }
    }
}
