package io.sparkbot.uploads;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The settings as they are now. */
@Component(service = UploadSettings.class, configurationPid = UploadsConfig.PID)
@Designate(ocd = UploadsConfig.class)
public final class UploadSettings {

    private volatile long maxSize;

    @Activate
    public UploadSettings(UploadsConfig config) {
        modified(config);
    }

    @Modified
    void modified(UploadsConfig changed) {
        maxSize = Math.max(1, changed.max_size());
    }

    /** Bytes. */
    long maxSize() {
        return maxSize;
    }
}
