package io.sparkbot.rooms;

import io.sparkbot.api.command.Command;
import io.sparkbot.api.command.CommandCall;
import io.sparkbot.api.command.CommandDescriptor;
import io.sparkbot.api.command.CommandDescriptor.Audience;
import io.sparkbot.api.command.CommandDescriptor.Place;
import io.sparkbot.api.command.CommandResult;
import io.sparkbot.api.person.Preferences;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /export}: the whole room as a Markdown file, with times where the person is. */
@Component
public final class ExportCommand implements Command {

    private volatile @Nullable Preferences preferences;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setPreferences(Preferences service) {
        preferences = service;
    }

    void unsetPreferences(Preferences service) {
        if (preferences == service) {
            preferences = null;
        }
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor("export", List.of(), "/export", "Save the whole room as a Markdown file", Place.CLIENT, Audience.READER);
    }

    @Override
    public CommandResult run(CommandCall call) {
        Preferences present = preferences;
        Optional<ZoneId> zone = present == null ? Optional.empty() : present.of(call.person().id()).zone();
        String address = "/api/v1/chat/rooms/" + call.room().id() + "/export" + zone.map(chosen -> "?zone=" + chosen.getId()).orElse("");
        return CommandResult.of("The whole room as a file.", CommandResult.Action.DOWNLOAD, address);
    }
}
