package io.sparkbot.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes faults where no JAX-RS application has answered. */
public final class FaultWriter {

    public static final String PROBLEM_JSON = "application/problem+json";

    private final ObjectMapper mapper;

    public FaultWriter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    public void write(Fault fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        boolean problemJson = wantsProblemJson(request.getHeader("Accept"));
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        boolean other = Fault.isForOtherPrograms(path);
        byte[] body = mapper.writeValueAsBytes(other ? fault.bodyForOtherPrograms() : fault.body(problemJson));
        response.setStatus(fault.status());
        fault.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(problemJson && !other ? PROBLEM_JSON : "application/json");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    public static boolean wantsProblemJson(@Nullable String accept) {
        return accept != null && accept.contains(PROBLEM_JSON);
    }
}
