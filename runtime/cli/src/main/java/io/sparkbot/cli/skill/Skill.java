package io.sparkbot.cli.skill;

import picocli.CommandLine.Command;

/** {@code skill}: the skills of the server on this machine. */
@Command(
        name = "skill",
        description = "Make, install, list and remove skills: jars in the folder skills of the home folder.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        subcommands = {NewSkill.class, InstallSkill.class, ListSkills.class, RemoveSkill.class})
public final class Skill {}
