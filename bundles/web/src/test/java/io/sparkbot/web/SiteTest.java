package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.web.Browser.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;

class SiteTest {

    private static final String PAGE = "Accept: text/html,application/xhtml+xml";

    @TempDir
    static Path folder;

    static Frame frame;
    static Browser browser;
    static Bundle app;

    @BeforeAll
    static void start() throws Exception {
        frame = SharedFrame.start();
        browser = new Browser(frame);
        Answer none = browser.get("/", PAGE);
        assertEquals(200, none.status());
        assertTrue(none.body().contains("web app is not installed"), none.body());
        app = frame.deploy(webapp("1.0.0", "first"));
    }

    @AfterAll
    static void stop() throws Exception {
        frame.close();
    }

    @Test
    void the_index_is_asked_for_again_each_time_and_answered_304_when_unchanged() throws IOException {
        Answer first = browser.get("/", PAGE);
        assertEquals(200, first.status());
        assertTrue(first.body().contains("app first"), first.body());
        assertEquals("no-cache", first.header("Cache-Control"));
        assertEquals("text/html;charset=utf-8", first.header("Content-Type").replace(" ", ""));
        String tag = first.header("ETag");
        assertTrue(tag.matches("\"[0-9a-f]+\""), tag);
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            Answer again = browser.get("/", PAGE, "If-None-Match: " + known);
            assertEquals(304, again.status(), known);
            assertEquals(0, again.bytes().length);
            assertEquals(tag, again.header("ETag"));
        }
        assertEquals(200, browser.get("/", PAGE, "If-None-Match: \"other\"").status());
    }

    @Test
    void hashed_assets_are_kept_for_ever() throws IOException {
        assertEquals("public, max-age=31536000, immutable", browser.get("/assets/app-B3f9.js").header("Cache-Control"));
    }

    @ParameterizedTest
    @CsvSource({
        "/assets/app-B3f9.js, text/javascript",
        "/assets/app-1a2b.css, text/css",
        "/manifest.webmanifest, application/manifest+json",
        "/logo.svg, image/svg+xml",
        "/assets/inter.woff2, font/woff2",
        "/strange.xyz, application/octet-stream"
    })
    void content_types_are_right(String path, String type) throws IOException {
        Answer answer = browser.get(path);
        assertEquals(200, answer.status());
        assertEquals(type, answer.header("Content-Type").replaceFirst(";.*", ""));
    }

    @Test
    void precompressed_forms_are_sent_to_those_who_take_them() throws IOException {
        Answer plain = browser.get("/assets/app-B3f9.js");
        assertEquals("", plain.header("Content-Encoding"));
        assertEquals("Accept-Encoding", plain.header("Vary"));
        Answer gzip = browser.get("/assets/app-B3f9.js", "Accept-Encoding: gzip, deflate");
        assertEquals("gzip", gzip.header("Content-Encoding"));
        assertArrayEquals(gzip("console.log('first')"), gzip.bytes());
        assertEquals("text/javascript", gzip.header("Content-Type").replaceFirst(";.*", ""));
        Answer brotli = browser.get("/assets/app-B3f9.js", "Accept-Encoding: gzip, deflate, br, zstd");
        assertEquals("br", brotli.header("Content-Encoding"));
        assertEquals("brotli-form", brotli.body());
        assertEquals("gzip", browser.get("/assets/app-B3f9.js", "Accept-Encoding: br;q=0, gzip").header("Content-Encoding"));
        assertNotEquals(gzip.header("ETag"), brotli.header("ETag"));
        assertNotEquals(plain.header("ETag"), gzip.header("ETag"));
    }

    @Test
    void addresses_of_the_app_itself_get_the_page_and_missing_files_never_do() throws IOException {
        for (String path : new String[] {"/dm", "/rooms/1b2c/settings", "/admin", "/login?next=%2Fdm"}) {
            assertTrue(browser.get(path, PAGE).body().contains("app first"), path);
        }
        assertEquals(404, browser.get("/assets/gone-0000.js", PAGE).status());
        assertEquals(404, browser.get("/gone.png", PAGE).status());
        assertEquals(404, browser.get("/dm", "Accept: application/json").status());
        assertEquals(404, browser.get("/dm").status());
        assertEquals(404, browser.get("/api/nothing", PAGE).status());
    }

    @Test
    void folders_are_not_listed_and_nothing_outside_the_web_folder_is_served() throws IOException {
        for (String path : new String[] {"/assets/", "/assets", "/META-INF/MANIFEST.MF", "/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/secret.txt"}) {
            Answer answer = browser.get(path);
            assertTrue(answer.status() == 404 || answer.status() == 400, path + " answered " + answer.status());
            assertFalse(answer.body().contains("top secret"), path);
        }
    }

    @Test
    void head_sends_the_head_only_and_other_methods_are_405() throws IOException {
        Answer head = browser.send("HEAD", "/assets/app-B3f9.js", "");
        assertEquals(200, head.status());
        assertEquals(0, head.bytes().length);
        assertEquals("20", head.header("Content-Length"));
        assertEquals(405, browser.post("/", "{}").status());
    }

    @Test
    void a_new_version_of_the_bundle_is_served_at_once_and_the_old_one_again_when_it_goes() throws Exception {
        String tag = browser.get("/", PAGE).header("ETag");
        Bundle next = frame.deploy(webapp("1.1.0", "second"));
        Answer changed = browser.get("/", PAGE, "If-None-Match: " + tag);
        assertEquals(200, changed.status());
        assertTrue(changed.body().contains("app second"));
        next.uninstall();
        assertTrue(browser.get("/", PAGE).body().contains("app first"));
    }

    private static Path webapp(String version, String text) throws IOException {
        return new FixtureJar("fixture.webapp", version)
                .header("Sparkbot-Web", "/web")
                .file("web/index.html", bytes("<!doctype html><title>app " + text + "</title>"))
                .file("web/assets/app-B3f9.js", bytes("console.log('" + text + "')"))
                .file("web/assets/app-B3f9.js.gz", gzip("console.log('" + text + "')"))
                .file("web/assets/app-B3f9.js.br", bytes("brotli-form"))
                .file("web/assets/app-1a2b.css", bytes("body{}"))
                .file("web/assets/inter.woff2", bytes("font"))
                .file("web/manifest.webmanifest", bytes("{}"))
                .file("web/logo.svg", bytes("<svg/>"))
                .file("web/strange.xyz", bytes("?"))
                .file("secret.txt", bytes("top secret"))
                .writeTo(folder);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(bytes(text));
        }
        return bytes.toByteArray();
    }
}
