package io.sparkbot.rooms;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;

import io.sparkbot.api.person.People;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.store.Database;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.BodyLimit;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Reads an exported file into new rooms. */
@Component(service = ArchiveImportResource.class)
@JakartarsResource
@jakarta.ws.rs.Path("/chat/import")
@Produces(MediaType.APPLICATION_JSON)
public final class ArchiveImportResource {

    private static final long LARGEST = 1L << 30;

    private final Database database;
    private final People people;

    @Activate
    public ArchiveImportResource(@Reference(target = "(schema=rooms)") Database database, @Reference People people) {
        this.database = database;
        this.people = people;
    }

    /** The upload is taken in whole before a connection of the database is, so that a slow client holds none. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(LARGEST)
    @ApiDoc(
            value = "Reads an exported file into new rooms of the caller",
            details = "All of it, or nothing when any of it is wrong. At most 1 GiB. The execution gate of each room is closed. What other people said stands "
                    + "under the name \"Imported\", with theirs beside it.",
            body = Archive.Whole.class,
            refusals = {"invalid", "too_large"})
    public ArchiveReader.Read read(InputStream body, @Context Person person) throws IOException {
        Path file = Files.createTempFile("sparkbot-import-", ".json");
        try {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            try (InputStream archive = Files.newInputStream(file)) {
                return new ArchiveReader(database, people, person, Clock.systemUTC()).read(archive);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
