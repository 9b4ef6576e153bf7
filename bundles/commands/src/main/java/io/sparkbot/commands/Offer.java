package io.sparkbot.commands;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command as its bundle offers it.
 *
 * @param owner symbolic name of the bundle
 * @param level start level of the bundle: of two that claim a name the lower one gets it, so that a skill cannot take {@code /deny}
 */
record Offer(long bundleId, String owner, int level, Command command, CommandDescriptor descriptor) {

    private static final int LONGEST_SUMMARY = 120;

    List<String> names() {
        List<String> names = new ArrayList<>(List.of(descriptor.name()));
        names.addAll(descriptor.aliases());
        return names;
    }

    /** Why it cannot be listed at all. */
    Optional<String> fault() {
        Optional<String> bad = names().stream().filter(name -> !Line.NAME.matcher(name).matches()).findFirst();
        if (bad.isPresent()) {
            return Optional.of("the name \"" + bad.get() + "\" is not of the form " + Line.NAME.pattern());
        }
        if (descriptor.summary().length() > LONGEST_SUMMARY || descriptor.summary().contains("\n")) {
            return Optional.of("its summary is longer than " + LONGEST_SUMMARY + " characters or one line");
        }
        return Optional.empty();
    }
}
