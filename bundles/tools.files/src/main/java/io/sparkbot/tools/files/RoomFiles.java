package io.sparkbot.tools.files;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomObserver;
import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.web.Problem;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
@Component(service = {RoomFiles.class, FileSpace.class, RoomObserver.class}, configurationPid = "io.sparkbot.tools.files")
@Designate(ocd = FilesConfig.class)
public final class RoomFiles implements FileSpace, RoomObserver {

    private static final Logger LOG = LoggerFactory.getLogger(RoomFiles.class);

    private final Optional<Storage> storage;
    private final Optional<Workspace> workspace;
    private volatile Limits limits;

    @Activate
    public RoomFiles(BundleContext context, FilesConfig config) {
        this(Optional.ofNullable(context.getProperty("sparkbot.home")).map(Path::of), limits(config));
        storage.ifPresent(files -> Thread.ofVirtual().name("files-nursery").start(() -> sweep(files)));
    }

    RoomFiles(Optional<Path> home, Limits limits) {
        this.limits = limits;
        this.storage = home.map(Storage::new);
        this.workspace = storage.map(storage -> new Workspace(storage, () -> this.limits, Clock.systemUTC()));
    }

    private static void sweep(Storage storage) {
        try {
            storage.sweepNursery(Instant.now().minus(Duration.ofDays(1)));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("half-received files could not be removed: {}", e.getMessage());
        }
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
    public Incoming receive(UUID roomId) throws IOException {
        try {
            return new Arrival(roomId, storage.orElseThrow(RoomFiles::noFiles), workspace.orElseThrow(RoomFiles::noFiles));
        } catch (UnsupportedOperationException e) {
            throw new Problem(503, "unavailable", "Files are unavailable: " + e.getMessage() + ". They need Linux.");
        }
    }

    @Override
    public Optional<SeekableByteChannel> open(UUID roomId, String path) throws IOException {
        return workspace.orElseThrow(RoomFiles::noFiles).open(roomId, path(path));
    }

    @Override
    public void discard(UUID roomId, String path) throws IOException {
        try {
            workspace.orElseThrow(RoomFiles::noFiles).delete(roomId, path(path), "file", false);
        } catch (FileFault e) {
            throw new IOException(e);
        }
    }

    /** Paths that other bundles keep are ours; one that is none is a fault of theirs. */
    static RoomPath path(String text) {
        try {
            return RoomPath.of(text);
        } catch (FileFault e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Problem noFiles() {
        return new Problem(503, "unavailable", "This server keeps no files: it has no home folder.");
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
