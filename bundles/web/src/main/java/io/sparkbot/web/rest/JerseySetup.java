package io.sparkbot.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.web.Caller;
import io.sparkbot.web.WebSettings;
import io.sparkbot.web.door.BodyGuard;
import io.sparkbot.web.door.Door;
import io.sparkbot.web.door.OpenStreams;
import io.sparkbot.web.door.StreamGuard;
import io.sparkbot.web.door.Visit;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.async.AsyncContextDelegateProviderImpl;
import org.glassfish.jersey.servlet.spi.AsyncContextDelegateProvider;

/** What every application gets from the house: JSON, the door, limits, error bodies, {@code @Context Person} and {@code @Context Caller}. */
final class JerseySetup {

    private final ObjectMapper mapper;
    private final WebSettings settings;
    private final OpenStreams streams;

    JerseySetup(ObjectMapper mapper, WebSettings settings, OpenStreams streams) {
        this.mapper = mapper;
        this.settings = settings;
        this.streams = streams;
    }

    ResourceConfig application() {
        ResourceConfig application = new ResourceConfig();
        application.property("jersey.config.disableAutoDiscovery", true);
        application.property("jersey.config.disableMetainfServicesLookup", true);
        application.property("jersey.config.server.wadl.disableWadl", true);
        application.property("jersey.config.server.response.setStatusOverSendError", true);
        application.property("jersey.config.server.contentLength.buffer", 0);
        application.register(new JacksonJsonProvider(mapper));
        application.register(SseFeature.class);
        application.register(new Door(settings));
        application.register(new BodyGuard(settings));
        application.register(new StreamGuard(streams));
        application.register(FormNeeded.class);
        application.register(BodyNeeded.class);
        application.register(FaultMapper.class);
        application.register(CacheDefault.class);
        application.register(StrictParameters.class);
        application.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(AsyncContextDelegateProviderImpl.class).to(AsyncContextDelegateProvider.class);
                bindFactory(PersonAtTheDoor.class).to(Person.class);
                bindFactory(CallerAtTheDoor.class).to(Caller.class);
            }
        });
        return application;
    }

    static final class PersonAtTheDoor implements Supplier<Person> {

        private final HttpServletRequest request;

        @Inject
        PersonAtTheDoor(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public Person get() {
            return Visit.of(request).requirePerson();
        }
    }

    static final class CallerAtTheDoor implements Supplier<Caller> {

        private final HttpServletRequest request;

        @Inject
        CallerAtTheDoor(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public Caller get() {
            return Visit.of(request).caller();
        }
    }
}
