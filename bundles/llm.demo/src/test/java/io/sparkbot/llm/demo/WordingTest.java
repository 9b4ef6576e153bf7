package io.sparkbot.llm.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void results_are_put_into_a_sentence_whether_they_are_words_or_JSON() {
        Call time = new Call("get_datetime", Map.of("timezone", "Asia/Tokyo"));
        assertEquals(
                "In Tokyo it is **Friday, November 20 2026 — 22:00:00**.",
                word(
                        time,
                        "UTC: Friday, November 20 2026 — 13:00:00\nAsia/Tokyo: Friday, November 20 2026 — 22:00:00"));
        assertEquals(
                "In Tokyo it is **2026-11-20T22:00:00+09:00**.", word(time, "{\"iso\":\"2026-11-20T22:00:00+09:00\"}"));

        Call sum = new Call("calculate", Map.of("expression", "1240*17/100"));
        assertEquals("**1240*17/100** = **210.8**", word(sum, "1240*17/100 = 210.8"));
        assertEquals("**1240*17/100** = **210.8**", word(sum, "{\"ok\":true,\"result\":\"210.8\"}"));

        Call weather = new Call("get_weather", Map.of("location", "Oslo"));
        assertEquals("The weather in **Oslo**: Light rain, 4 °C", word(weather, "Light rain, 4 °C"));
        assertEquals("Oslo: Light rain", word(weather, "Oslo: Light rain"));

        Call write = new Call("filesystem", Map.of("action", "write", "path", "notes/a.md", "content", "one\ntwo\n"));
        assertTrue(word(write, "{\"ok\":true}").startsWith("I wrote the note `notes/a.md`:\n\n> one\n> two\n"));

        Call list = new Call("filesystem", Map.of("action", "list", "folder", "notes"));
        assertEquals(
                "Your notes:\n\n- `notes/a.md`",
                word(list, "{\"entries\":[{\"name\":\"a.md\",\"path\":\"notes/a.md\"}]}"));
        assertEquals("You have no notes yet.", word(list, "{\"entries\":[]}"));

        Call delete = new Call("filesystem", Map.of("action", "delete", "path", "notes/a.md"));
        assertEquals("Done: `notes/a.md` is deleted.", word(delete, "{\"ok\":true,\"deleted_count\":1}"));
        assertEquals(
                "There is no note `notes/a.md`, so nothing was deleted.",
                word(delete, "{\"ok\":true,\"deleted_count\":0}"));

        Call read = new Call("read_file", Map.of("path", "notes/a.md"));
        assertEquals("`notes/a.md` says:\n\n> one\n> two", word(read, "{\"content\":\"one\\ntwo\\n\"}"));
        assertEquals("The tool `other` answered:\n\nx", word(new Call("other", Map.of()), "x"));
    }

    @Test
    void a_no_is_told_as_a_no_and_a_fault_as_a_fault() {
        Call delete = new Call("filesystem", Map.of("action", "delete", "path", "notes/a.md"));

        assertEquals(
                "Nothing was done, the answer was no: Denied by ada.", reply(new Done(delete, "Denied by ada.", true)));
        assertEquals(
                "That did not work. The tool `filesystem` says: disk full", reply(new Done(delete, "disk full", true)));
    }

    @Test
    void several_results_are_told_one_after_the_other() {
        Call first = new Call("calculate", Map.of("expression", "1+1"));
        Call second = new Call("calculate", Map.of("expression", "2+2"));

        assertEquals(
                "**1+1** = **2**\n\n**2+2** = **4**",
                reply(new Done(first, "1+1 = 2", false), new Done(second, "2+2 = 4", false)));
    }

    private static String word(Call call, String result) {
        return reply(new Done(call, result, false));
    }

    private static String reply(Done... done) {
        return ((Reply.Says) Rules.all().reply(new Talk("x", List.of(done), List.of(), List.of(), Map.of()))).text();
    }
}
