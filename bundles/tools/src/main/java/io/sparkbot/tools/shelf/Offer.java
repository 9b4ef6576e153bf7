package io.sparkbot.tools.shelf;

import io.sparkbot.api.tool.Skill;
import io.sparkbot.api.tool.Tool;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One service and the tools it brings. Of a skill service either every tool is good or none is offered.
 *
 * @param number rises with each offer made in this process
 */
public record Offer(long number, Origin origin, List<Candidate> candidates) {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** One and the same; a tool has no say in it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    public static Offer of(Origin origin, Tool tool) {
        return new Offer(NUMBERS.incrementAndGet(), origin, List.of(Candidate.of(tool, origin.builtin())));
    }

    public static Offer of(Origin origin, Skill skill) {
        return new Offer(NUMBERS.incrementAndGet(), origin, SkillMethods.candidates(skill, origin.builtin()));
    }
}
