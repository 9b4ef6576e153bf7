package io.sparkbot.plugins;

/** What bundle management knows and keeps. */
record Holdings(SkillFiles files, KeptJars kept, Running running, Stopped stopped, Outcomes outcomes) {}
