package io.sparkbot.uploads;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The uploaded files. Pictures are shown; everything else is something to save, whatever it claims to be. */
@Component(service = UploadedResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/uploads/{file_id}/{filename}")
public final class UploadedResource {

    private final Uploads uploads;

    @Activate
    public UploadedResource(@Reference Uploads uploads) {
        this.uploads = uploads;
    }

    @GET
    @ApiDoc(
            value = "Read an uploaded file",
            details = "For members of the room. Pictures come with their own type, everything else as an attachment. The id finds the file; the name in the address is for people.",
            types = {"image/png", "image/jpeg", "image/gif", "image/webp", "application/octet-stream"},
            refusals = {"not_member", "not_found"})
    public Response read(@PathParam("room_id") UUID roomId, @PathParam("file_id") UUID fileId, @PathParam("filename") String filename, @Context Person person)
            throws IOException {
        Uploads.Stored stored = uploads.open(roomId, fileId, person);
        String type = stored.picture().map(Picture::mime).orElse(MediaType.APPLICATION_OCTET_STREAM);
        String kind = stored.picture().isPresent() ? "inline" : "attachment";
        long length = stored.content().size();
        StreamingOutput content = out -> {
            try (InputStream in = Channels.newInputStream(stored.content())) {
                in.transferTo(out);
            }
        };
        return Response.ok(content, type)
                .header(HttpHeaders.CONTENT_LENGTH, length)
                .header(HttpHeaders.CONTENT_DISPOSITION, Link.disposition(kind, stored.file().name()))
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
