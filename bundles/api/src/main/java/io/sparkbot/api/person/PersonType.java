package io.sparkbot.api.person;

/** Whether a person is a human or a bot. */
public enum PersonType {
    HUMAN,
    BOT
}
