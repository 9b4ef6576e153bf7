package io.sparkbot.web.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** Answers are private and of the moment, unless a resource says otherwise; event streams also tell proxies not to hold them back. */
final class CacheDefault implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        boolean stream = type != null && type.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE);
        response.getHeaders().computeIfAbsent(HttpHeaders.CACHE_CONTROL, name -> new java.util.ArrayList<>(java.util.List.of(stream ? "no-cache" : "no-store")));
        if (stream) {
            response.getHeaders().putSingle("X-Accel-Buffering", "no");
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.SERVER_SENT_EVENTS + "; charset=utf-8");
        }
    }
}
