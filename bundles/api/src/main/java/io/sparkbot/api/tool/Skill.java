package io.sparkbot.api.tool;

import org.osgi.annotation.versioning.ConsumerType;

/** A service whose {@link SkillTool} methods are tools. All of them are registered, or none. */
@ConsumerType
public interface Skill {}
