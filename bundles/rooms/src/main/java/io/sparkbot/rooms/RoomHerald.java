package io.sparkbot.rooms;

import io.sparkbot.api.event.RoomObserver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Brings observers to the bus. Apart from the bus itself, since most observers need services that publish on it. */
@Component(service = RoomHerald.class, immediate = true)
public final class RoomHerald {

    private final RoomBus bus;

    @Activate
    public RoomHerald(@Reference RoomBus bus) {
        this.bus = bus;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addObserver(RoomObserver observer) {
        bus.addObserver(observer);
    }

    void removeObserver(RoomObserver observer) {
        bus.removeObserver(observer);
    }
}
