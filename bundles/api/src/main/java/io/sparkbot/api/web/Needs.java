package io.sparkbot.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.sparkbot.api.person.Access;

/**
 * What a credential must open for this resource method. Without it reading needs {@link Access#READ}, the routes of rooms, messages, turns and
 * uploads need {@link Access#CHAT}, and everything else needs {@link Access#FULL}. Stands on a method, or on a class for all of its methods.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Needs {

    Access value();
}
