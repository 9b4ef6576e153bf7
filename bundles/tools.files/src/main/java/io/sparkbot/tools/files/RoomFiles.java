package io.sparkbot.tools.files;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workspaces of all rooms in the home folder. A room that is deleted leaves its files in the trash. */
@Component(service = {RoomFiles.class, RoomObserver.class}, configurationPid = "io.sparkbot.tools.files")
@Designate(ocd = FilesConfig.class)
public final class RoomFiles implements RoomObserver {

    private static final Logger LOG = LoggerFactory.getLogger(RoomFiles.class);

    private final Optional<Workspace> workspace;
    private volatile Limits limits;

    @Activate
    public RoomFiles(BundleContext context, FilesConfig config) {
        this(Optional.ofNullable(context.getProperty("sparkbot.home")).map(Path::of), limits(config));
    }

    RoomFiles(Optional<Path> home, Limits limits) {
        this.limits = limits;
        this.workspace = home.map(Storage::new).map(storage -> new Workspace(storage, () -> this.limits, Clock.systemUTC()));
    }

    @Modified
    void modified(FilesConfig config) {
        limits = limits(config);
    }

    private static Limits limits(FilesConfig config) {
        return new Limits(config.max_write_bytes(), config.max_room_bytes(), config.max_room_files(), config.trash_days());
    }

    Optional<Workspace> workspace() {
        return workspace;
    }

    @Override
    public void on(RoomEvent event) {
        if (event instanceof RoomEvent.RoomDeleted deleted) {
            workspace.ifPresent(w -> Thread.ofVirtual().name("files-discard").start(() -> discard(w, deleted.roomId())));
        }
    }

    private static void discard(Workspace workspace, UUID room) {
        try {
            workspace.discard(room);
        } catch (IOException e) {
            LOG.error("the files of the deleted room {} could not be put into the trash: {}", room, e.getMessage());
        }
    }
}
