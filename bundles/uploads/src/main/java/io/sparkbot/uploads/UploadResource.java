package io.sparkbot.uploads;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.turn.StreamEvent;
import io.sparkbot.api.turn.TurnAnswers;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.BodyLimit;
import io.sparkbot.api.web.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Sending a file, and reading the answer as it comes. */
@Component(service = UploadResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/upload")
public final class UploadResource {

    /** The setting decides, as it also knows the name of the file; this only keeps the general limit of bodies out of its way. */
    private static final long ANY = 1L << 40;

    private final Uploads uploads;
    private final TurnAnswers answers;

    @Activate
    public UploadResource(@Reference Uploads uploads, @Reference TurnAnswers answers) {
        this.uploads = uploads;
        this.answers = answers;
    }

    /** The fields of the form. */
    record UploadForm(@ApiField(format = "binary") String file, @ApiField(max = 100_000) @Nullable String caption) {}

    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.WILDCARD})
    @BodyLimit(ANY)
    @ApiDoc(
            value = "Send a file and stream the answer",
            details = "multipart/form-data with the field file and, if wanted, caption. The file is kept with the room; pictures are shown to the model "
                    + "and the text of documents is read to it. The turn is an ordinary one; its first event and done also carry file_id and file_url.",
            body = UploadForm.class,
            event = StreamEvent.class,
            types = "text/event-stream",
            refusals = {"not_member", "viewer_read_only", "not_found", "too_large", "bad_request", "invalid", "rate_limited", "unavailable"})
    public Response upload(
            @PathParam("room_id") UUID roomId, InputStream body, @Context Person person, @Context Caller caller, @Context HttpHeaders headers) {
        Supplier<Form> form = () -> new Form(Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)), body);
        Uploads.Answered answered = uploads.receive(roomId, person, form, headers.getLength(), caller.browser() ? "web" : "cli");
        Map<String, String> added = Map.of("file_id", answered.file().id().toString(), "file_url", answered.url());
        String agent = headers.getHeaderString(HttpHeaders.USER_AGENT);
        boolean plainScript = !caller.browser() && agent != null && agent.startsWith("Python-urllib");
        StreamingOutput events = answers.events(answered.turn().id(), 0, roomId, person, plainScript, added)::writeTo;
        return Response.ok(events, "text/event-stream; charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Accel-Buffering", "no")
                .build();
    }
}
