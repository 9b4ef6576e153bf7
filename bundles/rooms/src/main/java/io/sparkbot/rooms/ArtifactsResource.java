package io.sparkbot.rooms;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Notice;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The papers of a room: agendas, notes, decisions, action items. */
@Component(service = ArtifactsResource.class)
@JakartarsResource
@Path("/chat/rooms/{room_id}/artifacts")
@Produces(MediaType.APPLICATION_JSON)
public final class ArtifactsResource {

    static final int MAX_META = 10_000;
    private static final int MAX_LIMIT = 100;
    private static final int LIMIT = 20;

    private final Artifacts artifacts;
    private final Minutes minutes;

    @Activate
    public ArtifactsResource(@Reference Artifacts artifacts, @Reference Minutes minutes) {
        this.artifacts = artifacts;
        this.minutes = minutes;
    }

    @GET
    @ApiDoc(
            value = "The papers of a room, newest first",
            details = "type is agenda, notes, decisions or action_items; all of them when left out. At most 100 at once; before is the id of the last one that is known, for what is older.",
            refusals = {"not_member", "not_found", "invalid"})
    public List<ArtifactView> list(
            @PathParam("room_id") UUID roomId, @ApiField(words = Artifact.Type.class) @QueryParam("type") @Nullable String type, @ApiField(min = 1, max = MAX_LIMIT, standard = "20") @QueryParam("limit") @Nullable Integer limit, @QueryParam("before") @Nullable UUID before, @Context Person person) {
        Optional<Artifact.Type> wanted = type == null ? Optional.empty() : Optional.of(type("query", type));
        int most = Fields.within("query", "limit", limit, 1, MAX_LIMIT, LIMIT);
        return artifacts.newest(roomId, person, wanted, Optional.ofNullable(before), most).stream().map(ArtifactView::of).toList();
    }

    @POST
    @ApiDoc(value = "Adds a paper to a room", details = "For owners and moderators.", refusals = {"not_member", "not_allowed", "not_found", "invalid", "conflict"})
    public ArtifactView add(@PathParam("room_id") UUID roomId, NewArtifact wanted, @Context Person person) {
        artifacts.mayWrite(roomId, person);
        return ArtifactView.of(artifacts.add(roomId, person, wanted.draft()));
    }

    @POST
    @Path("generate")
    @ApiDoc(
            value = "Writes notes of what was said last",
            details = "For owners and moderators. The asker's model summarises the last 60 messages; decisions and action items are kept as papers of their own, whose "
                    + "meta_json names the notes as parent_notes_id. When no model answers, the notes hold the transcript and meta_json.llm_ok is false.",
            refusals = {"not_member", "not_allowed", "not_found", "bad_request", "conflict"})
    public ArtifactView generate(@PathParam("room_id") UUID roomId, @Context Person person) {
        artifacts.mayWrite(roomId, person);
        return ArtifactView.of(artifacts.addNotes(roomId, person, minutes.write(roomId, person)));
    }

    @GET
    @Path("{artifact_id}")
    @ApiDoc(value = "One paper of a room", refusals = {"not_member", "not_found"})
    public ArtifactView one(@PathParam("room_id") UUID roomId, @PathParam("artifact_id") UUID artifactId, @Context Person person) {
        return ArtifactView.of(artifacts.require(roomId, person, artifactId));
    }

    @DELETE
    @Path("{artifact_id}")
    @ApiDoc(value = "Deletes a paper of a room", details = "For owners and moderators. Papers taken out of deleted notes stay.", answer = Notice.class, refusals = {"not_member", "not_allowed", "not_found"})
    public Map<String, String> remove(@PathParam("room_id") UUID roomId, @PathParam("artifact_id") UUID artifactId, @Context Person person) {
        artifacts.remove(roomId, person, artifactId);
        return Map.of("message", "The paper is deleted.");
    }

    /**
     * @param contentMarkdown 1 to 100,000 characters
     * @param metaJson an object of at most 10,000 characters
     */
    record NewArtifact(
            @ApiField(words = Artifact.Type.class) String type, @ApiField(min = 1, max = 100_000) String contentMarkdown, @Nullable Instant windowStartTs, @Nullable Instant windowEndTs, @Nullable ObjectNode metaJson) {

        Artifact.Draft draft() {
            String content = Fields.text("content_markdown", contentMarkdown, Fields.MAX_CONTENT)
                    .orElseThrow(() -> InvalidField.body("content_markdown", "missing", "content_markdown must hold 1 to " + Fields.MAX_CONTENT + " characters"));
            if (windowStartTs != null && windowEndTs != null && windowStartTs.isAfter(windowEndTs)) {
                throw InvalidField.body("window_end_ts", "out_of_range", "window_end_ts must not lie before window_start_ts");
            }
            return new Artifact.Draft(
                    ArtifactsResource.type("body", type), Optional.ofNullable(windowStartTs), Optional.ofNullable(windowEndTs), content, Optional.ofNullable(metaJson).map(NewArtifact::meta));
        }

        private static String meta(ObjectNode meta) {
            String text = meta.toString();
            if (text.length() > MAX_META) {
                throw InvalidField.body("meta_json", "too_long", "meta_json has " + text.length() + " characters; the limit is " + MAX_META);
            }
            return StorableText.of(text);
        }
    }

    private static Artifact.Type type(String place, String wire) {
        return Artifact.Type.of(wire).orElseThrow(() -> new InvalidField(place, "type", "enum", "type must be one of " + Artifact.Type.ALL));
    }
}
