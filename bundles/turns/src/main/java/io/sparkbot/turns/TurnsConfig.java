package io.sparkbot.turns;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the turn engine. */
@ObjectClassDefinition(id = TurnsConfig.PID, name = "Turns", description = "How one message is answered")
@interface TurnsConfig {

    String PID = "io.sparkbot.turns";

    @AttributeDefinition(
            name = "Tool rounds",
            description = "How often the model may use tools within one turn before it has to answer, in the profile standard.",
            min = "1",
            max = "100")
    @Env("SPARKBOT_MAX_TOOL_ROUNDS")
    int max_tool_rounds() default 15;

    @AttributeDefinition(
            name = "Tool profile",
            description = "standard: as many rounds as are set. short: at most 5, for quick and cheap answers.",
            options = {@Option(label = "Standard", value = "standard"), @Option(label = "Short", value = "short")})
    String tool_profile() default "standard";

    @AttributeDefinition(
            name = "Tools at once",
            description = "How many calls of one round run at the same time.",
            min = "1",
            max = "32")
    int parallel_tools() default 8;

    @AttributeDefinition(
            name = "System prompt file",
            description = "A text file that replaces the packaged instructions of the assistant. Empty: the packaged ones.")
    @Env("SPARKBOT_SYSTEM_PROMPT_FILE")
    String system_prompt_file() default "";

    @AttributeDefinition(
            name = "Messages the model sees",
            description = "How many earlier messages of the room go along with a new one.",
            min = "0",
            max = "200")
    int history_messages() default 20;

    @AttributeDefinition(
            name = "Tokens of earlier messages",
            description = "How many tokens the earlier messages may be together, as estimated; the oldest are left out first.",
            min = "250",
            max = "2000000")
    int history_tokens() default 24000;

    @AttributeDefinition(
            name = "Summarise long conversations",
            description = "What falls out of the model's view is summarised for it, with the model of the person who wrote last. No message is deleted.")
    boolean compaction() default true;

    @AttributeDefinition(
            name = "Say when a conversation was summarised",
            description = "A short note in the room each time.")
    boolean compaction_notices() default false;

    @AttributeDefinition(
            name = "Turns at once",
            description = "How many turns this server answers at the same time; more are refused with 429 until one has ended.",
            min = "1",
            max = "20000")
    int max_running() default 2000;

    @AttributeDefinition(
            name = "Messages per person and minute",
            description = "How many turns one person may start per minute. 0: no limit.",
            min = "0",
            max = "100000")
    int sends_per_minute() default 600;

    @AttributeDefinition(
            name = "Messages that may wait",
            description = "How many messages one person may have waiting in one room while an answer runs.",
            min = "1",
            max = "1000")
    int max_queued() default 20;

    @AttributeDefinition(
            name = "Hours to keep events",
            description = "How long the single events of a turn can be replayed after it has ended. The messages stay.",
            min = "1",
            max = "8760")
    int keep_events_hours() default 24;
}
