package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.sparkbot.api.person.AccountRole;
import io.sparkbot.api.person.Person;
import io.sparkbot.api.person.PersonType;
import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.policy.Approvals;
import io.sparkbot.api.policy.Gatekeeper;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.Toolbox;
import io.sparkbot.api.tool.ToolResult;
import io.sparkbot.itest.support.PaxExam;
import io.sparkbot.itest.support.Service;
import io.sparkbot.itest.support.Shipped;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** The bundle set that ships, seen from inside the framework. */
@PaxExam(Shipped.class)
class ShippedBundlesIT {

    @Service
    private BundleContext context;

    @Service
    private Toolbox toolbox;

    @Service
    private Gate gate;

    @Service
    private Gatekeeper gatekeeper;

    @Service
    private Approvals approvals;

    @Service
    private Audit audit;

    @Test
    void the_test_runs_inside_the_framework() {
        assertTrue(FrameworkUtil.getBundle(getClass()).getSymbolicName().startsWith("PAXEXAM-PROBE"));
    }

    @Test
    void every_shipped_bundle_is_active() {
        var idle = new ArrayList<String>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
            boolean lazy = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
            if (bundle.getState() != Bundle.ACTIVE && !fragment && !lazy) {
                idle.add(bundle.getSymbolicName());
            }
        }
        assertEquals(new ArrayList<String>(), idle);
    }

    @Test
    void the_tools_of_the_house_are_registered_and_none_is_rejected() {
        Set<String> ours = Set.of("calculate", "get_datetime", "filesystem", "glob_files", "read_file", "get_weather");
        for (int i = 0; i < 2_400 && !callable().containsAll(ours); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        assertTrue(callable().containsAll(ours), () -> callable().toString());
        assertEquals(0, toolbox.tools().stream().filter(entry -> !entry.callable()).count());
    }

    private Set<String> callable() {
        return toolbox.tools().stream()
                .filter(Toolbox.Entry::callable)
                .map(entry -> entry.descriptor().name())
                .collect(Collectors.toSet());
    }

    @Test
    @Tag("F-662")
    @Tag("F-259")
    void without_a_gatekeeper_every_call_is_denied() throws Exception {
        Person person = new Person(UUID.randomUUID(), "tester", "Tester", PersonType.HUMAN, AccountRole.MEMBER, true);
        assertEquals(ToolResult.Status.OK, calculate(person));
        Bundle shield = Stream.of(context.getBundles())
                .filter(bundle -> "io.sparkbot.guardian.shield".equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        shield.stop();
        try {
            assertEquals(ToolResult.Status.DENIED, calculate(person), "the gap fails closed");
        } finally {
            shield.start();
        }
        assertEquals(ToolResult.Status.OK, calculate(person));
    }

    private ToolResult.Status calculate(Person person) {
        var outcome = gate.ask(new Gate.Request(
                UUID.randomUUID(), "calculate", "{\"expression\":\"1+1\"}", person, Optional.empty(), Optional.empty(),
                Optional.empty(), "test", () -> false, shown -> {}));
        return ((Gate.Outcome.Done) outcome).result().status();
    }
}
