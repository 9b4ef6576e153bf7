package io.sparkbot.tools.basics;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Param;
import io.sparkbot.api.tool.Skill;
import io.sparkbot.api.tool.SkillTool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The tools {@code calculate} and {@code get_datetime}. */
@Component
public final class Basics implements Skill {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("EEEE, MMMM dd yyyy — HH:mm:ss", Locale.ENGLISH);

    private final Clock clock;

    @Activate
    public Basics() {
        this(Clock.systemUTC());
    }

    Basics(Clock clock) {
        this.clock = clock;
    }

    @SkillTool(
            name = "calculate",
            description = "Works out a sum exactly. Operators: + - * / % (remainder) ** (power), parentheses. No functions, no variables.",
            action = ActionType.READ,
            timeoutSeconds = 5,
            icon = "🧮",
            aliases = {"calculator", "calculate_expression"})
    public ToolResult calculate(@Param("The sum, for example (3 + 4) * 2.5 or 1240 * 17 / 100") String expression) {
        try {
            return ToolResult.ok(expression + " = " + Expression.show(Expression.evaluate(expression)));
        } catch (Expression.Fault e) {
            return ToolResult.error("Could not evaluate '" + expression + "': " + e.getMessage());
        }
    }

    @SkillTool(
            name = "get_datetime",
            description = "Tells the date and time now, in UTC and in a time zone or city if one is given.",
            action = ActionType.READ,
            timeoutSeconds = 5,
            icon = "🕘",
            aliases = {"current_datetime", "datetime_now"})
    public ToolResult now(
            @Param("Time zone such as Asia/Tokyo, or a well-known city such as Tokyo; leave out for the person's own") Optional<String> timezone,
            ToolCall call) {
        Optional<String> wanted = timezone.filter(text -> !text.isBlank());
        Optional<ZoneId> zone = wanted.isEmpty() ? Optional.of(call.zone()) : Places.zone(wanted.get());
        if (zone.isEmpty()) {
            return ToolResult.error("There is no time zone \"" + wanted.orElse("") + "\". Use a name such as Asia/Tokyo or Europe/Berlin.");
        }
        Instant now = clock.instant();
        String utc = "UTC: " + FORMAT.format(now.atZone(ZoneOffset.UTC));
        return ToolResult.ok(zone.get().normalized().equals(ZoneOffset.UTC)
                ? utc
                : utc + "\n" + zone.get() + ": " + FORMAT.format(now.atZone(zone.get())));
    }
}
