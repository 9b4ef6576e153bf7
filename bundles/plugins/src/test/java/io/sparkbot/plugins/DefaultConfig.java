package io.sparkbot.plugins;

import java.lang.annotation.Annotation;

/** The settings when nothing is set. */
@SuppressWarnings("ClassExplicitlyAnnotation")
record DefaultConfig() implements PluginsConfig {

    @Override
    public Trust trust() {
        return Trust.any;
    }

    @Override
    public String certificates() {
        return "keys/skills";
    }

    @Override
    public int max_size_mb() {
        return 50;
    }

    @Override
    public int drain_seconds() {
        return 10;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return PluginsConfig.class;
    }
}
