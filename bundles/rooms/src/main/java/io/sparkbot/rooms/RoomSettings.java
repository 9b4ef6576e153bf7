package io.sparkbot.rooms;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The settings as they are now; a change takes effect without a restart of anything. */
@Component(service = RoomSettings.class, configurationPid = RoomsConfig.PID)
@Designate(ocd = RoomsConfig.class)
public final class RoomSettings {

    private volatile RoomsConfig config;

    @Activate
    public RoomSettings(RoomsConfig config) {
        this.config = config;
    }

    @Modified
    void modified(RoomsConfig changed) {
        config = changed;
    }

    boolean directRoomsMayExecute() {
        return config.dm_execution_default();
    }
}
