package io.sparkbot.tools.shelf;

import io.sparkbot.api.tool.Skill;
import io.sparkbot.api.tool.SkillTool;
import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolDescriptor;
import io.sparkbot.api.tool.ToolResult;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the {@link SkillTool} methods of a skill. */
final class SkillMethods {

    private SkillMethods() {}

    static List<Candidate> candidates(Skill skill, boolean builtin) {
        List<Candidate> found = new ArrayList<>();
        try {
            for (Class<?> type = skill.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
                for (Method method : type.getDeclaredMethods()) {
                    SkillTool sugar = method.getAnnotation(SkillTool.class);
                    if (sugar != null && !method.isBridge()) {
                        found.add(candidate(skill, method, sugar, builtin));
                    }
                }
            }
        } catch (LinkageError e) {
            return List.of(Candidate.broken(new Unusable(), skill.getClass().getSimpleName(), "its class cannot be read: " + e));
        }
        found.sort(Comparator.comparing(c -> c.descriptor().name()));
        return found.isEmpty()
                ? List.of(Candidate.broken(new Unusable(), skill.getClass().getSimpleName(), "it has no @SkillTool method"))
                : List.copyOf(found);
    }

    private static Candidate candidate(Skill skill, Method method, SkillTool sugar, boolean builtin) {
        try {
            return Candidate.of(MethodTool.of(skill, method, sugar), builtin);
        } catch (IllegalArgumentException e) {
            return Candidate.broken(new Unusable(), sugar.name(), String.valueOf(e.getMessage()));
        }
    }

    /** Stands where no tool could be made; never called, because what it stands for is rejected. */
    private static final class Unusable implements Tool {

        @Override
        public ToolDescriptor descriptor() {
            throw new IllegalStateException("not a tool");
        }

        @Override
        public ToolResult call(ToolCall call) {
            throw new IllegalStateException("not a tool");
        }
    }
}
