package io.sparkbot.uploads;

import io.sparkbot.api.event.RoomEvent;
import io.sparkbot.api.event.RoomObserver;
import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.store.DatabaseUnavailable;
import io.sparkbot.uploads.UploadStore.File;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files go with their messages and rooms. Done in the order it happened, after whoever tells of it. */
@Component(service = RoomObserver.class)
public final class Leavings implements RoomObserver {

    private static final Logger LOG = LoggerFactory.getLogger(Leavings.class);

    private final UploadStore store;
    private final FileSpace files;
    private final ExecutorService work = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("uploads").factory());

    @Activate
    public Leavings(@Reference FileSpace files, @Reference(target = "(schema=uploads)") Database database) {
        this.files = files;
        this.store = new UploadStore(database, Clock.systemUTC());
    }

    @Deactivate
    void stop() {
        work.close();
    }

    @Override
    public void on(RoomEvent event) {
        switch (event) {
            case RoomEvent.MessageAdded added ->
                Mark.fileOf(added.message()).ifPresent(file -> later(() -> store.hold(added.roomId(), file, added.message().id())));
            case RoomEvent.MessageDeleted deleted -> later(() -> release(deleted.roomId(), deleted.messageId()));
            case RoomEvent.RoomDeleted deleted -> later(() -> store.removeRoom(deleted.roomId()));
            default -> {}
        }
    }

    private void later(Runnable task) {
        work.execute(() -> {
            try {
                task.run();
            } catch (DatabaseUnavailable e) {
                LOG.warn("the database is away; a file may outlive its message until its room is deleted", e);
            }
        });
    }

    private void release(UUID roomId, UUID messageId) {
        for (File file : store.release(roomId, messageId)) {
            try {
                files.discard(roomId, file.path());
            } catch (IOException e) {
                LOG.error("the file {} of a deleted message stays in the files of room {}", file.id(), roomId, e);
            }
        }
    }
}
