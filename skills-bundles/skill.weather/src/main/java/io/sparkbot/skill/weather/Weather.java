package io.sparkbot.skill.weather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.tool.ActionType;
import io.sparkbot.api.tool.Param;
import io.sparkbot.api.tool.Skill;
import io.sparkbot.api.tool.SkillTool;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;

/** The weather at a place, from wttr.in, whose JSON form is described on wttr.in/:help. */
@Component
public final class Weather implements Skill {

    private final ObjectMapper json = new ObjectMapper();

    @SkillTool(name = "get_weather", description = "Tells the current weather at a place.", action = ActionType.READ, resource = "web",
            timeoutSeconds = 15, icon = "🌦️")
    public ToolResult weather(@Param("City or place name, for example Oslo") String location, ToolCall call) throws InterruptedException {
        if (!location.matches("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ,.'’()-]{0,99}")) {
            return ToolResult.error("\"" + location + "\" is not the name of a place: use letters, digits and spaces, at most 100.");
        }
        String place = URLEncoder.encode(location, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            OutboundHttp.Answer answer = call.http().get(URI.create("https://wttr.in/" + place + "?format=j1"), Duration.ofSeconds(10));
            JsonNode now = answer.status() == 200 ? json.readTree(answer.body()).at("/current_condition/0") : MissingNode.getInstance();
            return now.isObject() ? ToolResult.ok(text(location, now)).fromOutside() : ToolResult.error("No weather found for " + location + ".");
        } catch (JsonProcessingException e) {
            return ToolResult.error("The weather service answered something unreadable for " + location + ". Try again later.");
        } catch (IOException e) {
            return ToolResult.error("The weather for " + location + " could not be fetched: " + e.getMessage());
        }
    }

    private static String text(String location, JsonNode now) {
        return "%s: %s, %s °C (%s °F), feels like %s °C (%s °F), humidity %s %%".formatted(
                location, now.at("/weatherDesc/0/value").asText().strip(), now.path("temp_C").asText(), now.path("temp_F").asText(),
                now.path("FeelsLikeC").asText(), now.path("FeelsLikeF").asText(), now.path("humidity").asText());
    }
}
