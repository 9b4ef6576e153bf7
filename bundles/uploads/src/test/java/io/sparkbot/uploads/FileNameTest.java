package io.sparkbot.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("F-451")
@Tag("W-45")
class FileNameTest {

    private static final UUID ROOM = new UUID(0, 1);
    private static final UUID FILE = new UUID(0, 2);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "report.pdf|report.pdf",
        "../../etc/passwd|passwd",
        "C:\\Users\\ada\\plan.txt|plan.txt",
        "..|file",
        ".htaccess|htaccess",
        "...  .x|x",
        "a \"quoted\" name.txt|a \"quoted\" name.txt",
        "Größe & Straße.csv|Größe & Straße.csv",
        "  padded.txt  |padded.txt",
        "報告書.docx|報告書.docx",
        "dir/|file",
    })
    void a_name_is_made_safe_and_stays_recognisable(String given, String safe) {
        assertEquals(safe, FileName.safe(given));
    }

    @Test
    void nobody_sees_another_ending_than_there_is() {
        assertEquals("invoicefdp.exe", FileName.safe("invoice\u202Efdp.exe"));
        assertEquals("ab.txt", FileName.safe("a\u0000\r\n\u200Bb.txt\u2028"));
        assertEquals("file", FileName.safe("\uD800"));
    }

    @Test
    void a_long_name_keeps_its_ending() {
        String safe = FileName.safe("ö".repeat(300) + ".pdf");
        assertTrue(safe.endsWith("….pdf"), safe);
        assertTrue(safe.getBytes(StandardCharsets.UTF_8).length <= 200);
        String endless = FileName.safe("a." + "b".repeat(300));
        assertTrue(endless.getBytes(StandardCharsets.UTF_8).length <= 200, endless);
    }

    @Test
    void a_message_shows_a_picture_and_links_everything_else() {
        String url = Link.url(ROOM, FILE, "my plan (2).png");
        assertEquals("/api/v1/chat/rooms/" + ROOM + "/uploads/" + FILE + "/my%20plan%20%282%29.png", url);
        assertEquals("![my plan (2).png](" + url + ")\n\nlook", Link.markdown("my plan (2).png", url, true, " look "));
        assertEquals("📎 [my plan (2).png](" + url + ")", Link.markdown("my plan (2).png", url, false, "  "));
    }

    @Test
    void a_name_cannot_write_markdown_nor_leave_its_link() {
        assertEquals("📎 [\\]\\(x\\) \\<b\\>\\!\\[](u)".replace("\\(", "(").replace("\\)", ")"), Link.markdown("](x) <b>![", "u", false, ""));
        String url = Link.url(ROOM, FILE, "a)b%2F;c\"d");
        assertTrue(url.endsWith("/a%29b_2F_c%22d"), url);
    }

    @Test
    void a_header_carries_the_name_twice_and_nothing_else() {
        assertEquals("attachment; filename=\"a _q_ _.txt\"; filename*=UTF-8''a%20%22q%22%20%C3%B6.txt", Link.disposition("attachment", "a \"q\" ö.txt"));
        assertFalse(Link.disposition("inline", "x\r\nSet-Cookie: a=b").contains("\r"));
    }
}
