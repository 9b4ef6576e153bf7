package io.sparkbot.api.command;

import org.osgi.annotation.versioning.ConsumerType;

/** A command, contributed as a service by the bundle that owns the matter. It comes and goes with the service. */
@ConsumerType
public interface Command {

    /** What it is called and who may use it; the same for as long as the service is there. */
    CommandDescriptor descriptor();

    /**
     * Runs it, on the thread of the request. Whether the person may use it in this room was checked before.
     *
     * @throws io.sparkbot.api.web.Problem a refusal for the person, as a route would give it
     */
    CommandResult run(CommandCall call);
}
