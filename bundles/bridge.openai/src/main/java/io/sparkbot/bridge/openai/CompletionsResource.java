package io.sparkbot.bridge.openai;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Semaphore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkbot.api.model.ModelFailure;
import io.sparkbot.api.model.ModelInfo;
import io.sparkbot.api.model.Models;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.ApiDoc;
import io.sparkbot.api.web.Problem;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chat completions for other programs. */
@Component(service = CompletionsResource.class)
@JakartarsResource
@Path("/v1/chat/completions")
@Produces({MediaType.APPLICATION_JSON, "text/event-stream"})
public final class CompletionsResource {

    private static final Logger log = LoggerFactory.getLogger(CompletionsResource.class);

    private static final int MAX_AT_ONCE = 200;
    private static final String OWN_CHOICE = "sparkbot";

    private final Services services;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    @Activate
    public CompletionsResource(@Reference Services services) {
        this.services = services;
    }

    @POST
    @ApiDoc(
            value = "An answer for another chat program",
            details = "Also at /api/v1/v1/chat/completions. The form is the one of OpenAI's interface, errors too. The model is an id of /v1/models or \"sparkbot\" "
                    + "for the one that you have chosen. Functions of the request are returned as wishes; without any, the model may use the reading "
                    + "tools of this installation, with your rights. Nothing is stored in a room.",
            body = Forms.Request.class,
            answer = Forms.Completion.class,
            event = Forms.Streamed.class,
            refusals = {"bad_request", "context_length_exceeded", "model_not_found", "not_configured", "rate_limited", "upstream_failed"})
    public Response complete(ObjectNode body, @Context Person person) {
        Object answer = answer(body, person);
        return answer instanceof StreamingOutput
                ? Response.ok(answer, "text/event-stream; charset=utf-8").header(HttpHeaders.CACHE_CONTROL, "no-cache").header("X-Accel-Buffering", "no").build()
                : Response.ok(answer, MediaType.APPLICATION_JSON).build();
    }

    /** A JSON object, or for a stream what writes it. */
    Object answer(ObjectNode body, Person person) {
        Wish wish = Wish.of(body);
        String model = model(wish.model(), person);
        Answering answering = new Answering(services, person, model, wish);
        WireForm form = new WireForm(answering.id(), model, Instant.now().getEpochSecond());
        if (!wish.stream()) {
            if (!places.tryAcquire()) {
                throw full();
            }
            try {
                return form.whole(answering.answer(token -> {}));
            } catch (ModelFailure e) {
                throw WireForm.problem(e);
            } finally {
                places.release();
            }
        }
        if (places.availablePermits() == 0) {
            throw full();
        }
        return (StreamingOutput) out -> stream(answering, form, wish, out);
    }

    private static Problem full() {
        return new Problem(429, "rate_limited", "This server gives " + MAX_AT_ONCE + " answers to other programs at once, which is the limit. Try again in a moment.");
    }

    /** A place is taken only now, when it is certain to be given back. */
    private void stream(Answering answering, WireForm form, Wish wish, OutputStream out) {
        if (!places.tryAcquire()) {
            end(out, full());
            return;
        }
        try {
            write(answering, form, wish, out);
        } finally {
            places.release();
        }
    }

    private static void write(Answering answering, WireForm form, Wish wish, OutputStream out) {
        try {
            event(out, form.opening());
            Answering.Answer answer = answering.answer(token -> {
                try {
                    event(out, form.piece(token));
                } catch (IOException gone) {
                    answering.cancel();
                    throw new UncheckedIOException(gone);
                }
            });
            if (!answer.calls().isEmpty()) {
                event(out, form.wished(answer.calls()));
            }
            event(out, form.closing(answer));
            if (wish.usage()) {
                event(out, form.counted(answer));
            }
            out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (ModelFailure e) {
            end(out, WireForm.problem(e));
        } catch (Problem e) {
            end(out, e);
        } catch (IOException | UncheckedIOException gone) {
            log.debug("another program left its answer", gone);
        }
    }

    private static void end(OutputStream out, Problem problem) {
        try {
            event(out, WireForm.failed(problem));
        } catch (IOException gone) {
            log.debug("another program left its answer", gone);
        }
    }

    private static void event(OutputStream out, ObjectNode event) throws IOException {
        out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String model(String wanted, Person person) {
        Models models = services.models();
        if (wanted.equals(OWN_CHOICE)) {
            return models.activeFor(person.id())
                    .orElseThrow(() -> new Problem(503, "not_configured", "No model is set up yet. Choose one in the first-run panel or in Controls."));
        }
        return models.catalogue().stream()
                .filter(model -> model.configured() && model.id().equals(wanted))
                .map(ModelInfo::id)
                .findFirst()
                .orElseThrow(() -> new Problem(404, "model_not_found", "There is no usable model \"" + wanted + "\". /v1/models lists them; \"sparkbot\" is the one you have chosen."));
    }
}
