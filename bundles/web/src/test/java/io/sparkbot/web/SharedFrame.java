package io.sparkbot.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands one running framework with the fixtures people, rooms and turns to all test classes of a run. */
public final class SharedFrame implements ParameterResolver {

    private static final ExtensionContext.Namespace KEY = ExtensionContext.Namespace.create(SharedFrame.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Frame.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(KEY).computeIfAbsent("frame", key -> start(), Frame.class);
    }

    static Frame start() {
        try {
            Frame frame = new Frame(Map.of());
            Path folder = Files.createTempDirectory("fixtures");
            frame.deploy(new FixtureJar("fixture.people", "1.0.0").packageOf(io.sparkbot.web.fixture.people.Activator.class).writeTo(folder));
            frame.deploy(new FixtureJar("fixture.rooms", "1.0.0").packageOf(io.sparkbot.web.fixture.rooms.Activator.class).writeTo(folder));
            frame.deploy(new FixtureJar("fixture.turns", "1.0.0").packageOf(io.sparkbot.web.fixture.turns.Activator.class).writeTo(folder));
            return frame;
        } catch (Exception e) {
            throw new IllegalStateException("the framework did not start", e);
        }
    }
}
