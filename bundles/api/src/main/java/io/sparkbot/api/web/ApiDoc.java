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

    /** The record that is answered, where the signature does not tell. */
    Class<?> answer() default Void.class;

    /** The type of one event, where the answer is an event stream or may be one. */
    Class<?> event() default Void.class;

    /** Media types of the answer, where {@code @Produces} does not tell them. */
    String[] types() default {};

    /** Statuses beside 200 that come with the same answer. */
    int[] statuses() default {};

    /** The record that describes the body, where the method takes bare JSON, a form or a stream. Of a PATCH no field is needed. */
    Class<?> body() default Void.class;

    /** Codes of the refusals a caller should expect, for example {@code not_member}. */
    String[] refusals() default {};
}
