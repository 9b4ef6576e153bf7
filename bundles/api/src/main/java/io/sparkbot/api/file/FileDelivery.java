package io.sparkbot.api.file;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** Hands a file of a room to the people in it. */
@ProviderType
public interface FileDelivery {

    /**
     * Posts a copy of the file as a message of the assistant. What becomes of the file afterwards does not change what was handed over.
     *
     * @param personId whose wish it is
     * @param path of the file within the room's files
     * @param caption words to go with it; blank for none
     * @return empty when there is no file at this path
     * @throws IOException when the file system refuses
     * @throws io.sparkbot.api.web.Problem 413 {@code too_large}, 422 {@code invalid} for an empty file
     */
    Optional<Delivered> deliver(UUID roomId, UUID personId, String path, String caption) throws IOException;

    /**
     * A file that was handed over.
     *
     * @param url address within this server, for members of the room
     */
    record Delivered(UUID messageId, UUID fileId, String url) {}
}
