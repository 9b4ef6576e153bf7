package io.sparkbot.api.tool;

/** What kind of effect a tool has. Names on the wire are lower case. */
public enum ActionType {
    READ,
    ROOM_WRITE,
    WRITE_EXTERNAL,
    COMMAND_EXEC,
    SSH_EXEC,
    SERVICE_CONTROL,
    VAULT_WRITE,
    VAULT_REVEAL,
    SCHEDULER_WRITE,
    CODE_EXEC,
    DATA_READ,
    DATA_WRITE,
    NOTIFY,
    DENY;

    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
