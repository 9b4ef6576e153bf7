package io.sparkbot.api.command;

import java.util.List;

/**
 * A command as people see it.
 *
 * @param name without the slash: a lower case letter, then up to 30 lower case letters, digits, {@code -} or {@code _}
 * @param aliases further names of the same form
 * @param usage how to type it, for example {@code /model [ID]}
 * @param summary one line, at most 120 characters
 */
public record CommandDescriptor(String name, List<String> aliases, String usage, String summary, Place place, Audience audience) {

    public CommandDescriptor {
        aliases = List.copyOf(aliases);
    }

    /** A server command without aliases. */
    public CommandDescriptor(String name, String usage, String summary, Audience audience) {
        this(name, List.of(), usage, summary, Place.SERVER, audience);
    }

    /** Where the effect is. */
    public enum Place {
        /** The server does it and answers with a text. */
        SERVER,
        /** The client does it; the server answers with the action to do. */
        CLIENT;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Who may use it in a room. */
    public enum Audience {
        /** Every member, viewers too. */
        READER,
        /** Members who may write. */
        WRITER,
        /** Owners and moderators of the room. */
        LEAD,
        /** Operators of the installation who may write in the room. */
        OPERATOR
    }
}
