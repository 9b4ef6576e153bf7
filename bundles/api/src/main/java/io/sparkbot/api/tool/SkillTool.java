package io.sparkbot.api.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.sparkbot.api.policy.DefaultAction;
import io.sparkbot.api.policy.Scope;

/**
 * Makes a method of a {@link Skill} a tool. The method takes {@link Param} arguments and, if it wants, a {@link ToolCall}; it returns a
 * {@code String} or a {@link ToolResult} and may throw anything.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SkillTool {

    /** {@code [a-z][a-z0-9_]{1,63}}, unique in the installation. */
    String name();

    String description();

    /** The kind of effect. Scope, default action, risk and gate follow from it where they are not set. */
    ActionType action();

    /** What the tool touches, for example {@code web}, {@code workspace}, {@code mail}. */
    String resource() default "workspace";

    /** Sets the scope; by default the one of the action. At most one value. */
    Scope[] scope() default {};

    /** Sets the default action; by default the one of the action. At most one value. */
    DefaultAction[] defaultAction() default {};

    /** Time limit in seconds. */
    int timeoutSeconds() default 60;

    /** An emoji or a short icon name. */
    String icon() default "";

    /** Other names this tool answers to. */
    String[] aliases() default {};
}
