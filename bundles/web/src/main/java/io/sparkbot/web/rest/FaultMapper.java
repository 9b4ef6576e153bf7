package io.sparkbot.web.rest;

import io.sparkbot.web.Fault;
import io.sparkbot.web.FaultWriter;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Every exception that leaves a resource becomes the body of the contract. */
final class FaultMapper implements ExceptionMapper<Throwable> {

    @Context
    private @Nullable HttpHeaders headers;

    @Context
    private @Nullable UriInfo address;

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof WebApplicationException chosen && isDeliberate(chosen.getResponse())) {
            return chosen.getResponse();
        }
        Fault fault = Fault.of(thrown);
        if (address != null && Fault.isForOtherPrograms(address.getPath())) {
            return answer(fault, fault.bodyForOtherPrograms(), MediaType.APPLICATION_JSON);
        }
        boolean problemJson = headers != null && FaultWriter.wantsProblemJson(headers.getHeaderString(HttpHeaders.ACCEPT));
        return answer(fault, fault.body(problemJson), problemJson ? FaultWriter.PROBLEM_JSON : MediaType.APPLICATION_JSON);
    }

    private static Response answer(Fault fault, java.util.Map<String, Object> body, String type) {
        Response.ResponseBuilder answer = Response.status(fault.status())
                .entity(body)
                .type(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        fault.headers().forEach(answer::header);
        return answer.build();
    }

    /** A redirect, or a response that a resource built itself. */
    private static boolean isDeliberate(Response response) {
        return response.getStatus() < 400 || response.hasEntity();
    }
}
