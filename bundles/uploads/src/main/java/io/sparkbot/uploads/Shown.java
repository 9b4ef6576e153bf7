package io.sparkbot.uploads;

import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.model.ModelMessage;
import io.sparkbot.api.room.Message;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.turn.Enclosures;
import io.sparkbot.uploads.UploadStore.File;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the model gets of uploaded files: pictures as pictures, documents as the text that was read when they came. */
@Component(service = Enclosures.class)
public final class Shown implements Enclosures {

    private static final Logger LOG = LoggerFactory.getLogger(Shown.class);

    /** Bytes; no provider takes larger pictures. */
    private static final long LARGEST_PICTURE = 20L * 1024 * 1024;

    private final UploadStore store;
    private final FileSpace files;

    @Activate
    public Shown(@Reference FileSpace files, @Reference(target = "(schema=uploads)") Database database) {
        this.files = files;
        this.store = new UploadStore(database, Clock.systemUTC());
    }

    @Override
    public Map<UUID, Enclosed> with(List<Message> messages, int images) {
        Map<UUID, UUID> fileOf = new LinkedHashMap<>();
        messages.reversed().forEach(message -> Mark.fileOf(message).ifPresent(file -> fileOf.put(message.id(), file)));
        if (fileOf.isEmpty()) {
            return Map.of();
        }
        Map<UUID, File> known = store.find(messages.getFirst().roomId(), fileOf.values());
        Map<UUID, Enclosed> enclosed = new HashMap<>();
        int left = images;
        for (Map.Entry<UUID, UUID> each : fileOf.entrySet()) {
            File file = known.get(each.getValue());
            if (file != null) {
                Optional<ModelMessage.Image> image = left > 0 && file.isPicture() ? picture(file) : Optional.empty();
                left -= image.isPresent() ? 1 : 0;
                enclosed.put(each.getKey(), new Enclosed(Telling.of(file, image.isPresent()), image.stream().toList()));
            }
        }
        return enclosed;
    }

    private Optional<ModelMessage.Image> picture(File file) {
        try {
            Optional<SeekableByteChannel> content = files.open(file.roomId(), file.path());
            if (content.isEmpty()) {
                return Optional.empty();
            }
            try (SeekableByteChannel open = content.get()) {
                if (open.size() > LARGEST_PICTURE) {
                    return Optional.empty();
                }
                byte[] data = Channels.newInputStream(open).readNBytes((int) LARGEST_PICTURE);
                return Picture.of(data).map(picture -> new ModelMessage.Image(picture.mime(), data));
            }
        } catch (IOException e) {
            LOG.warn("the picture {} of room {} cannot be read for the model", file.id(), file.roomId(), e);
            return Optional.empty();
        }
    }
}
