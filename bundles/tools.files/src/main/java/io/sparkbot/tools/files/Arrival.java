package io.sparkbot.tools.files;

import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.web.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.UUID;

/** A file that is being received: it lies in the nursery, where no tool looks, until it has its place. */
final class Arrival implements FileSpace.Incoming {

    private final UUID room;
    private final Workspace workspace;
    private final Folder nursery;
    private final String born = UUID.randomUUID().toString();
    private final SeekableByteChannel file;
    private final OutputStream out;
    private boolean kept;

    Arrival(UUID room, Storage storage, Workspace workspace) throws IOException {
        this.room = room;
        this.workspace = workspace;
        this.nursery = storage.nursery();
        try {
            this.file = nursery.create(born);
        } catch (IOException e) {
            nursery.close();
            throw e;
        }
        this.out = Channels.newOutputStream(file);
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public String keep(String folder, String name) throws IOException {
        long bytes = file.size();
        if (file instanceof FileChannel onDisk) {
            onDisk.force(true);
        }
        file.close();
        try {
            RoomPath path = workspace.adopt(room, nursery, born, bytes, RoomFiles.path(folder).child(RoomFiles.path(name).name()));
            kept = true;
            return path.toString();
        } catch (FileFault e) {
            throw new Problem(413, "too_large", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        try (nursery) {
            file.close();
            if (!kept) {
                nursery.removeFile(born);
            }
        }
    }
}
