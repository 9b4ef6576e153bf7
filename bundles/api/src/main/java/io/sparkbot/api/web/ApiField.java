package io.sparkbot.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API document says about a field or parameter beyond its type. Describes what the code checks; checks nothing itself. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface ApiField {

    /** The texts it may hold, and no others. */
    String[] oneOf() default {};

    /** An enum of which the lower-case names are the texts it may hold. */
    Class<?> words() default Void.class;

    /** Smallest number, fewest characters or fewest items. */
    long min() default Long.MIN_VALUE;

    /** Largest number, most characters or most items. */
    long max() default Long.MAX_VALUE;

    /** The form of a text, for example {@code uuid} or {@code date-time}. */
    String format() default "";

    /** What a parameter is when it is left out. */
    String standard() default "";

    /** Whether the field of an answer is missing, instead of null, when there is nothing to tell. */
    boolean leftOut() default false;

    /** Whether a parameter must be given. */
    boolean required() default false;
}
