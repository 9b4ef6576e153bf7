package io.sparkbot.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Registered by a bundle that cannot let the product start. The service property {@code problem} says what is wrong, which limit or
 * setting is concerned and what mends it; the launcher prints it and ends.
 */
@ConsumerType
public interface StartProblem {

    String PROBLEM = "problem";
}
