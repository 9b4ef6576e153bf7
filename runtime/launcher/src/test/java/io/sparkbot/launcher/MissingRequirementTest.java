package io.sparkbot.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MissingRequirementTest {
    @Test
    void the_package_at_the_end_of_the_chain_is_named() {
        assertEquals("missing package org.slf4j 1.6.0 or later", MissingRequirement.inWords(new IllegalStateException(
                "Unable to resolve io.sparkbot.store [3](R 3.0): missing requirement [io.sparkbot.store [3](R 3.0)]"
                        + " osgi.wiring.package; (&(osgi.wiring.package=com.zaxxer.hikari)(version>=7.1.0)(!(version>=8.0.0)))"
                        + " [caused by: Unable to resolve com.zaxxer.HikariCP [9](R 9.0): missing requirement"
                        + " [com.zaxxer.HikariCP [9](R 9.0)] osgi.wiring.package;"
                        + " (&(osgi.wiring.package=org.slf4j)(version>=1.6.0)(!(version>=2.0.0)))] Unresolved requirements: []")));
    }

    @Test
    void another_capability_is_named_with_its_filter() {
        assertEquals("missing osgi.ee (&(osgi.ee=JavaSE)(version=99))", MissingRequirement.inWords(new IllegalStateException(
                "Unable to resolve x [1](R 1.0): missing requirement [x [1](R 1.0)] osgi.ee; (&(osgi.ee=JavaSE)(version=99))")));
    }

    @Test
    void any_other_error_is_left_as_it_is() {
        assertEquals("Activator start error", MissingRequirement.inWords(new IllegalStateException("Activator start error")));
    }
}
