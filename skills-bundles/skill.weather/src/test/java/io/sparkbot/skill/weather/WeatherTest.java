package io.sparkbot.skill.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.egress.OutboundHttp;
import io.sparkbot.api.tool.ToolCall;
import io.sparkbot.api.tool.ToolResult;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire is what wttr.in sends, recorded and shortened; the network itself is the test's. */
class WeatherTest {

    private static final String OSLO =
            """
            {"current_condition":[{"FeelsLikeC":"-4","FeelsLikeF":"25","humidity":"86","temp_C":"1","temp_F":"34",
             "weatherDesc":[{"value":"Light snow "}]}],"nearest_area":[{"areaName":[{"value":"Oslo"}]}]}""";

    private final List<URI> asked = new ArrayList<>();

    private ToolResult weather(String location, int status, String body) throws InterruptedException {
        return weather(location, request -> {
            asked.add(request.uri());
            return new OutboundHttp.Answer(status, "application/json", body, false);
        });
    }

    private static ToolResult weather(String location, OutboundHttp http) throws InterruptedException {
        ToolCall call = (ToolCall) Proxy.newProxyInstance(
                WeatherTest.class.getClassLoader(), new Class<?>[] {ToolCall.class}, (proxy, method, args) -> http);
        return new Weather().weather(location, call);
    }

    @Test
    void it_tells_description_temperature_and_humidity() throws InterruptedException {
        ToolResult result = weather("Oslo", 200, OSLO);

        assertEquals("Oslo: Light snow, 1 °C (34 °F), feels like -4 °C (25 °F), humidity 86 %", result.text());
        assertTrue(result.untrusted(), "what a web service says is no instruction");
    }

    @Test
    void N7_the_place_is_one_encoded_piece_of_the_address() throws InterruptedException {
        weather("São Paulo, 2 (Brazil)", 200, OSLO);

        assertEquals("https://wttr.in/S%C3%A3o%20Paulo%2C%202%20%28Brazil%29?format=j1", asked.get(0).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "../etc", ":help", "@example.com", "~Eiffel", "a/b", "a?b=c", "a#b", "a%2fb", "Oslo\n", "a&b"})
    void N7_what_is_no_place_is_not_sent_anywhere(String location) throws InterruptedException {
        assertEquals(ToolResult.Status.ERROR, weather(location, 200, OSLO).status());
        assertTrue(asked.isEmpty());
    }

    @Test
    void an_unknown_place_a_broken_answer_and_a_missing_network_are_told_apart_and_name_the_place() throws InterruptedException {
        assertEquals("No weather found for Nowhere.", weather("Nowhere", 404, "location not found").text());
        assertEquals("No weather found for Nowhere.", weather("Nowhere", 200, "{}").text());
        assertEquals(
                "The weather service answered something unreadable for Oslo. Try again later.", weather("Oslo", 200, "<html>secret</html>").text());
        ToolResult away = weather("Oslo", request -> {
            throw new IOException("the host wttr.in is unknown, or there is no network");
        });
        assertEquals("The weather for Oslo could not be fetched: the host wttr.in is unknown, or there is no network", away.text());
        assertEquals(ToolResult.Status.ERROR, away.status());
    }
}
