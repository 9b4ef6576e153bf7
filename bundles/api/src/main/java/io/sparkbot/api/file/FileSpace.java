package io.sparkbot.api.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.UUID;

import org.osgi.annotation.versioning.ProviderType;

/** The files of rooms, as their members and the file tools see them. What a room has goes to the trash with the room. */
@ProviderType
public interface FileSpace {

    /**
     * Begins a new file, which nobody sees until it is kept.
     *
     * @throws IOException when the file system refuses, for example because it is full
     * @throws io.sparkbot.api.web.Problem 503 {@code unavailable} where this server has no files
     */
    Incoming receive(UUID roomId) throws IOException;

    /**
     * Opens a file for reading; empty when there is none at this path any more.
     *
     * @param path as {@link Incoming#keep} answered it
     */
    Optional<SeekableByteChannel> open(UUID roomId, String path) throws IOException;

    /** Moves a file to the trash; nothing happens when it is not there. */
    void discard(UUID roomId, String path) throws IOException;

    /** A file that is being received. Closing it removes it unless it was kept. */
    interface Incoming extends AutoCloseable {

        OutputStream out();

        /**
         * Gives the file its place.
         *
         * @param folder one name, made when it is not there
         * @param name one name; a number is added when it is taken
         * @return the path within the room's files, {@code folder/name}
         * @throws io.sparkbot.api.web.Problem 413 {@code too_large} when the room may have no more files
         */
        String keep(String folder, String name) throws IOException;

        @Override
        void close() throws IOException;
    }
}
