package io.sparkbot.tools.shelf;

/**
 * The bundle that brought a tool.
 *
 * @param skillId symbolic name
 * @param builtin whether it is part of the product; everything else is a skill
 */
public record Origin(long bundleId, String skillId, String version, boolean builtin) {}
