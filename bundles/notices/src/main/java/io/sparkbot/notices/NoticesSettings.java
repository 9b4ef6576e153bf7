package io.sparkbot.notices;

import java.time.Duration;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The settings as they are now. */
@Component(service = NoticesSettings.class, configurationPid = NoticesConfig.PID)
@Designate(ocd = NoticesConfig.class)
public final class NoticesSettings {

    private volatile NoticesConfig config;

    @Activate
    public NoticesSettings(NoticesConfig config) {
        this.config = config;
    }

    @Modified
    void modified(NoticesConfig changed) {
        config = changed;
    }

    Duration longAnswer() {
        return Duration.ofSeconds(Math.max(0, config.long_answer()));
    }

    boolean roomNames() {
        return config.room_names();
    }

    String contact() {
        return config.contact();
    }
}
