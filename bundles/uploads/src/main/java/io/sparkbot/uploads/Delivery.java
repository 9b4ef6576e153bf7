package io.sparkbot.uploads;

import io.sparkbot.api.document.Documents;
import io.sparkbot.api.file.FileDelivery;
import io.sparkbot.api.file.FileSpace;
import io.sparkbot.api.person.People;
import io.sparkbot.api.room.Messages;
import io.sparkbot.api.room.NewMessage;
import io.sparkbot.api.store.Database;
import io.sparkbot.uploads.UploadStore.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hands files the other way: a copy of what is in the room's files becomes a message of the assistant, as an upload is one of a person. */
@Component(service = FileDelivery.class)
public final class Delivery implements FileDelivery {

    private static final String FOLDER = "uploads";
    private static final String BOT = "sparkbot";

    private final FileSpace files;
    private final Messages messages;
    private final People people;
    private final UploadSettings settings;
    private final Database database;
    private final UploadStore store;

    @Activate
    public Delivery(
            @Reference FileSpace files,
            @Reference Messages messages,
            @Reference People people,
            @Reference UploadSettings settings,
            @Reference(target = "(schema=uploads)") Database database) {
        this.files = files;
        this.messages = messages;
        this.people = people;
        this.settings = settings;
        this.database = database;
        this.store = new UploadStore(database, Clock.systemUTC());
    }

    @Override
    public Optional<Delivered> deliver(UUID roomId, UUID personId, String path, String caption) throws IOException {
        Optional<SeekableByteChannel> content = files.open(roomId, path);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (SeekableByteChannel open = content.get();
                InputStream in = Channels.newInputStream(open);
                Receiver copy = new Receiver(files, roomId, settings.maxSize(), open.size())) {
            in.transferTo(copy.open(path));
            return Optional.of(posted(roomId, personId, copy, caption));
        }
    }

    private Delivered posted(UUID roomId, UUID personId, Receiver copy, String caption) throws IOException {
        String kept = copy.keep(FOLDER);
        boolean done = false;
        try {
            Optional<Picture> picture = Picture.of(copy.head());
            String mime = picture.map(Picture::mime).orElse("application/octet-stream");
            File file = new File(
                    store.newId(), roomId, personId, copy.name(), kept, mime, copy.size(), copy.sha256(), !caption.isBlank(), Documents.Reading.NONE);
            String url = Link.url(roomId, file.id(), file.name());
            UUID bot = people.bot(BOT, "Sparkbot").id();
            UUID messageId = database.transaction(sql -> {
                store.add(file);
                UUID message = messages.add(new NewMessage(roomId, bot, Link.markdown(file.name(), url, picture.isPresent(), caption))).id();
                store.hold(roomId, file.id(), message);
                return message;
            });
            done = true;
            return new Delivered(messageId, file.id(), url);
        } finally {
            if (!done) {
                files.discard(roomId, kept);
            }
        }
    }
}
