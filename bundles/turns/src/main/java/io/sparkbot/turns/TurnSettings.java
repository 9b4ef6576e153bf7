package io.sparkbot.turns;

import java.time.Duration;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** The settings as they are now. A change takes effect with the next turn and disturbs none that is running. */
@Component(service = TurnSettings.class, configurationPid = TurnsConfig.PID)
@Designate(ocd = TurnsConfig.class)
public final class TurnSettings {

    static final String SHORT = "short";
    static final int SHORT_ROUNDS = 5;

    private volatile TurnsConfig config;

    @Activate
    public TurnSettings(TurnsConfig config) {
        this.config = config;
    }

    @Modified
    void modified(TurnsConfig changed) {
        config = changed;
    }

    /** How often the model may use tools within one turn where nothing else is said. */
    int maxToolRounds() {
        int rounds = Math.clamp(config.max_tool_rounds(), 1, 100);
        return config.tool_profile().equals(SHORT) ? Math.min(SHORT_ROUNDS, rounds) : rounds;
    }

    int parallelTools() {
        return Math.clamp(config.parallel_tools(), 1, 32);
    }

    /** Path of the file with the instructions; empty for the packaged ones. */
    String systemPromptFile() {
        return config.system_prompt_file().strip();
    }

    int historyMessages() {
        return Math.clamp(config.history_messages(), 0, 200);
    }

    int historyTokens() {
        return Math.max(250, config.history_tokens());
    }

    boolean compaction() {
        return config.compaction();
    }

    boolean compactionNotices() {
        return config.compaction_notices();
    }

    int maxRunning() {
        return Math.max(1, config.max_running());
    }

    /** 0 means no limit. */
    int sendsPerMinute() {
        return Math.max(0, config.sends_per_minute());
    }

    int maxQueued() {
        return Math.clamp(config.max_queued(), 1, 1000);
    }

    Duration keepEvents() {
        return Duration.ofHours(Math.max(1, config.keep_events_hours()));
    }
}
