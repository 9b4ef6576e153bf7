package io.sparkbot.llm.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentsTest {

    private static final String TEXT = "{\"type\":\"string\"}";
    private static final String MAYBE = "{\"type\":[\"string\",\"null\"]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            what time is it in Tokyo?                | get_datetime {"timezone":"Asia/Tokyo"}
            What's the time in New York right now    | get_datetime {"timezone":"America/New_York"}
            @sparkbot what time is it in tokyo       | get_datetime {"timezone":"Asia/Tokyo"}
            current time in San Francisco            | get_datetime {"timezone":"America/Los_Angeles"}
            time in Tokyo and Oslo                   | get_datetime {"timezone":"Asia/Tokyo"} get_datetime {"timezone":"Europe/Oslo"}
            what time is it?                         | get_datetime {}
            what day is it today                     | get_datetime {}
            what is the date                         | get_datetime {}
            17 % of 1240                             | calculate {"expression":"1240*17/100"}
            What is 17% of 1,240?                    | calculate {"expression":"1240*17/100"}
            what's 12.5 percent of 80                | calculate {"expression":"80*12.5/100"}
            2+2                                      | calculate {"expression":"2+2"}
            what is 3 * (4 + 5)?                     | calculate {"expression":"3 * (4 + 5)"}
            calculate 2^10                           | calculate {"expression":"2**10"}
            how much is 12 times 7                   | calculate {"expression":"12 * 7"}
            12 x 7 =                                 | calculate {"expression":"12 * 7"}
            100 divided by -8                        | calculate {"expression":"100 / -8"}
            1,000,000 minus 1                        | calculate {"expression":"1000000 - 1"}
            weather in Oslo                          | get_weather {"location":"Oslo"}
            What's the weather like in New York today? | get_weather {"location":"New York"}
            how is the weather in São Paulo          | get_weather {"location":"São Paulo"}
            is it raining in Bergen right now?       | get_weather {"location":"Bergen"}
            Oslo weather                             | get_weather {"location":"Oslo"}
            please tell me the temperature in Rome   | get_weather {"location":"Rome"}
            write a note buy milk                    | filesystem {"action":"write","path":"notes/buy-milk.md","content":"buy milk\\n","overwrite":null}
            Take a note: call Anna tomorrow!         | filesystem {"action":"write","path":"notes/call-anna-tomorrow.md","content":"call Anna tomorrow\\n","overwrite":null}
            make me a note that "the door is open"   | filesystem {"action":"write","path":"notes/the-door-is-open.md","content":"the door is open\\n","overwrite":null}
            note: Äpfel kaufen                       | filesystem {"action":"write","path":"notes/apfel-kaufen.md","content":"Äpfel kaufen\\n","overwrite":null}
            remember to water the plants             | filesystem {"action":"write","path":"notes/water-the-plants.md","content":"water the plants\\n","overwrite":null}
            overwrite the note buy milk              | filesystem {"action":"write","path":"notes/buy-milk.md","content":"buy milk\\n","overwrite":true}
            write a note ../../etc/passwd            | filesystem {"action":"write","path":"notes/etc-passwd.md","content":"../../etc/passwd\\n","overwrite":null}
            delete the note buy milk                 | filesystem {"action":"delete","path":"notes/buy-milk.md","overwrite":null}
            remove notes/buy-milk.md                 | filesystem {"action":"delete","path":"notes/buy-milk.md","overwrite":null}
            list my notes                            | filesystem {"action":"list","folder":"notes","overwrite":null}
            which notes do I have?                   | filesystem {"action":"list","folder":"notes","overwrite":null}
            read notes/buy-milk.md                   | read_file {"path":"notes/buy-milk.md"}
            show me the note buy milk                | read_file {"path":"notes/buy-milk.md"}
            """)
    void a_wish_becomes_a_call(String asked, String calls) {
        assertEquals(calls, text(reply(asked)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello!                                   | hello
            hi there                                 | hello
            thank you so much                        | thanks
            what can you do?                         | sparkbot
            help                                     | sparkbot
            What is Sparkbot                         | sparkbot
            how do I get started                     | sparkbot
            are you a real AI?                       | demo
            who are you                              | demo
            how do I connect a model?                | connect
            how can I add an OpenAI key, I have an api key | connect
            can I use ollama                         | connect
            what are approvals                       | approvals
            why do you ask me first                  | approvals
            how do skills work?                      | skills
            can I write a plugin                     | skills
            where is my data stored                  | privacy
            what about privacy                       | privacy
            which tools are there                    | tools
            how do I use the terminal                | terminal
            what happens when I reload the page      | streaming
            show me some markdown                    | markdown
            show me a table                          | markdown
            """)
    void a_question_about_sparkbot_gets_its_page(String asked, String page) {
        assertEquals(new Reply.Says(Help.page(page)), reply(asked));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Why is the sky blue?
            Summarise the attached report
            the meeting is on 2024-01-05
            2024-01-05
            call me at +47 22 33 44 55
            Translate 'good morning' to French
            write a poem about time in Tokyo
            what time did the meeting in Tokyo with 12 people end and who wrote the protocol
            note
            I would like to understand how we could reorganise the way in which our office handles incoming invoices, since today every colleague does it in a different way and nobody knows where they are, skills or not
            """)
    void everything_else_is_answered_honestly(String asked) {
        assertEquals(new Reply.Says(Help.page("unknown")), reply(asked));
    }

    @Test
    void a_place_without_a_known_zone_and_a_missing_place_are_asked_about() {
        assertTrue(said("what time is it in Atlantis").contains("**Atlantis**"));
        assertTrue(said("what is the weather like today").contains("Which place?"));
        assertTrue(said("write a note").contains("What shall the note say?"));
        assertTrue(said("delete that note").contains("Which note?"));
    }

    @Test
    void a_tool_that_is_not_offered_is_named_with_the_way_to_get_it() {
        Reply weather = Rules.all().reply(Talk.of(request(List.of(UserMessage.from("weather in Oslo")), List.of())));
        assertTrue(assertInstanceOf(Reply.Says.class, weather).text().contains("skill **weather**"));

        Reply sum = Rules.all().reply(Talk.of(request(List.of(UserMessage.from("2+2")), List.of())));
        assertTrue(assertInstanceOf(Reply.Says.class, sum).text().contains("`calculate`"));
    }

    @Test
    void that_note_is_the_one_spoken_of_last() {
        List<ChatMessage> words = List.of(
                UserMessage.from("write a note buy milk"),
                AiMessage.from("I wrote the note `notes/buy-milk.md`:\n\n> buy milk"),
                UserMessage.from("write a note buy bread"),
                AiMessage.from("I wrote the note `notes/buy-bread.md`:\n\n> buy bread"),
                UserMessage.from("2+2"),
                AiMessage.from("**2+2** = **4**"),
                UserMessage.from("delete that note"));
        assertEquals(
                "filesystem {\"action\":\"delete\",\"path\":\"notes/buy-bread.md\",\"overwrite\":null}",
                text(Rules.all().reply(Talk.of(request(words, tools())))));
    }

    @Test
    void a_tool_gets_only_the_parameters_it_declares() {
        ToolSpecification plain = tool("get_datetime", Map.of(), List.of());
        Reply reply = Rules.all()
                .reply(Talk.of(request(List.of(UserMessage.from("what time is it in Tokyo")), List.of(plain))));
        Talk talk = Talk.of(request(List.of(UserMessage.from("x")), List.of(plain)));

        Call call = assertInstanceOf(Reply.Calls.class, reply).calls().getFirst();
        assertEquals("{}", talk.tool("get_datetime").orElseThrow().json(call.arguments()));
    }

    @Test
    void a_long_answer_can_be_asked_for() {
        assertEquals("1 2 3", said("count to 3"));
        assertTrue(said("count to 999999").endsWith(" 2000"));
    }

    private static Reply reply(String asked) {
        return Rules.all()
                .reply(Talk.of(
                        request(List.of(SystemMessage.from("You are Sparkbot."), UserMessage.from(asked)), tools())));
    }

    private static String said(String asked) {
        return assertInstanceOf(Reply.Says.class, reply(asked)).text();
    }

    private static String text(Reply reply) {
        Talk talk = Talk.of(request(List.of(UserMessage.from("x")), tools()));
        return switch (reply) {
            case Reply.Says says -> "says: " + says.text();
            case Reply.Calls calls ->
                calls.calls().stream()
                        .map(call -> call.tool() + " "
                                + talk.tool(call.tool()).orElseThrow().json(call.arguments()))
                        .collect(Collectors.joining(" "));
        };
    }

    private static ChatRequest request(List<ChatMessage> messages, List<ToolSpecification> tools) {
        return ChatRequest.builder()
                .messages(messages)
                .toolSpecifications(tools)
                .build();
    }

    private static List<ToolSpecification> tools() {
        Map<String, String> file = new java.util.LinkedHashMap<>();
        file.put("action", TEXT);
        file.put("path", TEXT);
        file.put("folder", TEXT);
        file.put("content", TEXT);
        file.put("overwrite", "{\"type\":[\"boolean\",\"null\"]}");
        return List.of(
                tool("get_datetime", Map.of("timezone", MAYBE), List.of()),
                tool("calculate", Map.of("expression", TEXT), List.of("expression")),
                tool("get_weather", Map.of("location", TEXT), List.of("location")),
                tool("filesystem", file, List.of("action", "path", "content", "overwrite")),
                tool("read_file", Map.of("path", TEXT), List.of("path")));
    }

    private static ToolSpecification tool(String name, Map<String, String> parameters, List<String> required) {
        JsonObjectSchema.Builder schema = JsonObjectSchema.builder();
        parameters.forEach((parameter, json) -> schema.addProperty(parameter, JsonRawSchema.from(json)));
        return ToolSpecification.builder()
                .name(name)
                .description("d")
                .parameters(schema.required(required).build())
                .build();
    }
}
