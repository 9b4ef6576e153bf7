package io.sparkbot.turns;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomObserver;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.ApprovalObserver;
import org.osgi.service.component.annotations.Component;

/**
 * Takes notices for the engine. It needs nothing itself, so that the services that give notice and the engine that uses those services
 * can start in any order. What comes while no engine listens is found by the engine's own upkeep.
 */
@Component(service = {ApprovalObserver.class, RoomObserver.class, Notices.class})
public final class Notices implements ApprovalObserver, RoomObserver {

    private final List<Engine> engines = new CopyOnWriteArrayList<>();

    void attach(Engine engine) {
        engines.add(engine);
    }

    void detach(Engine engine) {
        engines.remove(engine);
    }

    @Override
    public void lapsed(Approval approval) {
        engines.forEach(engine -> engine.lapsed(approval));
    }

    @Override
    public void on(RoomEvent event) {
        if (event instanceof RoomEvent.RoomDeleted deleted) {
            engines.forEach(engine -> Thread.ofVirtual().name("turns-room-deleted").start(() -> engine.roomDeleted(deleted.roomId())));
        }
    }
}
