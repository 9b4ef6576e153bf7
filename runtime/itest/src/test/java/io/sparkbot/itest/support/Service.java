package io.sparkbot.itest.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field filled with a service of the framework, or with the probe's {@code BundleContext}. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Service {

    String filter() default "";

    /** Milliseconds to wait for it. */
    long timeout() default 120_000;
}
