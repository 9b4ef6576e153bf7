package io.sparkbot.tools.files;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.IntSupplier;

/** Where deleted things wait: a folder per deletion, named by its time, emptied when it is old. */
final class Trash {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final int NAME_LENGTH = 15;

    private final Storage storage;
    private final IntSupplier days;
    private final Clock clock;

    Trash(Storage storage, IntSupplier days, Clock clock) {
        this.storage = storage;
        this.days = days;
        this.clock = clock;
    }

    void put(UUID room, Folder folder, String name) throws IOException {
        try (Folder heap = storage.trash(room, heapName())) {
            folder.move(name, heap, name);
        }
        empty(room);
    }

    void discard(UUID room) throws IOException {
        storage.discard(room, heapName());
    }

    private String heapName() {
        return NAME.format(clock.instant()) + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void empty(UUID room) throws IOException {
        Instant oldest = clock.instant().minus(Duration.ofDays(days.getAsInt()));
        try (Folder heaps = storage.trashOf(room)) {
            for (String name : heaps.names()) {
                if (isOlder(name, oldest)) {
                    remove(heaps, name);
                }
            }
        }
    }

    private static boolean isOlder(String name, Instant oldest) {
        try {
            return name.length() > NAME_LENGTH && NAME.parse(name.substring(0, NAME_LENGTH), Instant::from).isBefore(oldest);
        } catch (DateTimeParseException notOurs) {
            return false;
        }
    }

    private static void remove(Folder folder, String name) throws IOException {
        if (folder.look(name).filter(is -> is.isDirectory()).isEmpty()) {
            folder.removeFile(name);
            return;
        }
        try (Folder child = folder.child(name)) {
            for (String inner : child.names()) {
                remove(child, inner);
            }
        }
        folder.removeFolder(name);
    }
}
