package io.sparkbot.guardian.approvals;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.Person;
import io.sparkbot.api.policy.Approval;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.room.Rooms;
import io.sparkbot.api.turn.TurnEvent;
import io.sparkbot.api.turn.TurnStream;
import io.sparkbot.api.turn.Turns;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Decisions outside the conversation: the inbox and other clients that want one answer, not a stream. */
@Component(service = DashboardResource.class)
@JakartarsResource
@Path("/chat/dashboard/approvals/{confirm_id}")
@Produces(MediaType.APPLICATION_JSON)
public final class DashboardResource {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Approvals approvals;
    private final Rooms rooms;
    private final Turns turns;

    @Activate
    public DashboardResource(@Reference Approvals approvals, @Reference Rooms rooms, @Reference Turns turns) {
        this.approvals = approvals;
        this.rooms = rooms;
        this.turns = turns;
    }

    /**
     * How it went.
     *
     * @param result what the tool answered, masked and cut at 300 characters; empty when denied, or still running after a minute
     */
    public record Decided(
            UUID confirmId,
            @ApiField(oneOf = {"approved", "denied"}) String status,
            String toolName,
            UUID roomId,
            String result,
            Optional<String> verificationStatus,
            Optional<Double> confidence,
            Optional<String> recommendedNextAction) {

        static Decided of(Approval approval, String status, String result) {
            return new Decided(
                    approval.id(), status, approval.tool(), approval.roomId(), result, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    @POST
    @Path("approve")
    @ApiDoc(
            value = "Says yes: the call runs once and the turn goes on.",
            refusals = {"not_found", "not_member", "viewer_read_only", "not_allowed", "privileged_required", "expired", "unreadable"})
    public Decided approve(@PathParam("confirm_id") UUID confirmId, @Context Person person) {
        Approval approval = visible(confirmId, person);
        Turns.Resumed resumed = turns.decide(confirmId, approval.roomId(), person, true, "dashboard");
        return Decided.of(approval, "approved", outcome(resumed, approval));
    }

    @POST
    @Path("deny")
    @ApiDoc(
            value = "Says no: the model is told and the turn goes on.",
            refusals = {"not_found", "not_member", "viewer_read_only", "not_allowed", "expired"})
    public Decided deny(@PathParam("confirm_id") UUID confirmId, @Context Person person) {
        Approval approval = visible(confirmId, person);
        turns.decide(confirmId, approval.roomId(), person, false, "dashboard");
        return Decided.of(approval, "denied", "");
    }

    private Approval visible(UUID confirmId, Person person) {
        Approval approval = approvals.find(confirmId)
                .filter(found -> found.state() == Approval.State.PENDING)
                .orElseThrow(() -> Problem.notFound("This question is no longer open: it was decided already or has expired."));
        rooms.require(approval.roomId(), person).sending();
        return approval;
    }

    private String outcome(Turns.Resumed resumed, Approval approval) {
        long end = System.nanoTime() + LONGEST.toNanos();
        try (TurnStream events = turns.follow(resumed.turn().id(), resumed.after())) {
            while (!events.ended() && System.nanoTime() < end) {
                Optional<TurnEvent.Numbered> next = events.next(Duration.ofSeconds(1));
                if (next.isPresent() && next.get().event() instanceof TurnEvent.ToolDone done && done.callId().equals(approval.callId())) {
                    return done.result();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
