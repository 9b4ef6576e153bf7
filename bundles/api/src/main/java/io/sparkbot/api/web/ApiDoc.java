package io.sparkbot.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API document says about a resource method beyond what its signature tells. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ApiDoc {

    /** One sentence for the list of routes. */
    String value();

    /** More, where one sentence is not enough: who may call it, what happens, limits. */
    String details() default "";

    /** The record that is answered, where the method returns a bare {@code Response}; for an event stream the type of one event. */
    Class<?> answer() default Void.class;

    /** Codes of the refusals a caller should expect, for example {@code not_member}. */
    String[] refusals() default {};
}
