package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.testkit.Api;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files sent to the shipped product: good ones, large ones, hostile ones. */
@Tag("CK-8")
class UploadIT extends WholeProduct {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3, 4};
    private static final int LIMIT = 10_485_760;

    @BeforeEach
    void a_model_that_says_little_and_a_room_too_short_for_minutes() {
        model.reset();
        model.script("text fine");
        room = api.post("/chat/rooms/", Map.of("name", "Files")).ok().get("id").asText();
    }

    private record Sent(int status, List<JsonNode> events, String body) {

        String url() {
            return events.getLast().get("file_url").asText();
        }
    }

    private static InputStream form(String name, InputStream content, String caption) {
        byte[] before = ("--xx\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n" + caption
                        + "\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] after = "\r\n--xx--\r\n".getBytes(StandardCharsets.UTF_8);
        return new SequenceInputStream(new SequenceInputStream(new ByteArrayInputStream(before), content), new ByteArrayInputStream(after));
    }

    private Sent send(String toRoom, String name, byte[] content, String caption) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/api/v1/chat/rooms/" + toRoom + "/upload"))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(BodyPublishers.ofInputStream(() -> form(name, new ByteArrayInputStream(content), caption)))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        List<JsonNode> events = response.body().lines().filter(line -> line.startsWith("data: ")).map(line -> json(line.substring(6))).toList();
        return new Sent(response.statusCode(), events, response.body());
    }

    private static JsonNode json(String text) {
        try {
            return Api.JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private Sent send(String name, String content, String caption) throws Exception {
        return send(room, name, content.getBytes(StandardCharsets.UTF_8), caption);
    }

    private HttpResponse<byte[]> fetch(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve(url)).header("Authorization", "Bearer " + api.token()).build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    private String asked() {
        return model.requests().getLast().last("user");
    }

    private static byte[] docx(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(("<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:body></w:document>").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** A PDF of one page as small as it gets; its cross references are found by repair. */
    private static byte[] pdf(String text) {
        String content = "BT /F1 12 Tf 50 700 Td (" + text + ") Tj ET";
        return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
                        + "4 0 obj<</Length " + content.length() + ">>stream\n" + content + "\nendstream endobj\n"
                        + "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    @Tag("W-43")
    @Tag("W-46")
    @Tag("F-447")
    void a_question_about_a_document_is_answered_from_its_text_by_an_ordinary_turn() throws Exception {
        Sent text = send("notes.md", "the code is 4711", "What is the code?");
        assertEquals(200, text.status(), text::body);
        List<String> types = Api.types(text.events());
        assertEquals("human_message", types.getFirst());
        assertEquals("routing", types.get(1));
        assertEquals("done", types.getLast());
        assertTrue(asked().contains("the code is 4711") && asked().contains("What is the code?"), this::asked);
        send(room, "letter.docx", docx("Dear 4712"), "?");
        assertTrue(asked().contains("Dear 4712"), this::asked);
        send(room, "scan.pdf", pdf("Invoice 4713"), "?");
        assertTrue(asked().contains("Invoice 4713"), this::asked);
        send(room, "table.csv", "Größe;4714".getBytes(StandardCharsets.UTF_16), "?");
        assertTrue(asked().contains("Größe;4714"), this::asked);
        send("long.txt", "x".repeat(20_000), "?");
        assertTrue(asked().contains("first 12000 characters") && !asked().contains("x".repeat(12_001)), this::asked);
    }

    @Test
    @Tag("W-46")
    void a_file_comes_to_the_model_with_persona_earlier_words_and_tools_and_its_calls_pass_the_gate() throws Exception {
        String kitchen = api.post("/chat/rooms/", Map.of("name", "Kitchen")).ok().get("id").asText();
        api.send("PATCH", "/chat/rooms/" + kitchen, Map.of("persona", "You are a cook.")).ok();
        api.say(kitchen, "my dog is called Rex");
        Sent sent = send(kitchen, "list.txt", "milk".getBytes(StandardCharsets.UTF_8), "[[call filesystem {\"action\":\"delete\",\"path\":\"list.txt\"} | text gone]]");
        assertEquals(List.of("human_message", "routing", "confirm_required"), Api.types(sent.events()), sent::body);
        JsonNode asked = model.requests().getLast().body();
        assertTrue(asked.get("messages").get(0).toString().contains("You are a cook."), asked::toString);
        assertTrue(asked.toString().contains("my dog is called Rex"), asked::toString);
        assertTrue(asked.get("tools").toString().contains("filesystem"), asked::toString);
        assertTrue(asked.path("max_tokens").isMissingNode() && asked.path("max_completion_tokens").isMissingNode(), "no limit of its own");
        List<JsonNode> events = api.approve(kitchen, sent.events().getLast().get("confirm_id").asText());
        assertEquals("gone", Api.text(events).strip());
    }

    @Test
    @Tag("F-446")
    @Tag("W-47")
    void a_picture_reaches_the_model_and_appears_from_the_address_in_the_stream() throws Exception {
        Sent sent = send(room, "plan.txt", PNG, "What is this?");
        assertEquals(sent.url(), sent.events().getFirst().get("file_url").asText());
        assertTrue(model.requests().getLast().body().toString().contains("data:image/png;base64,"));
        assertTrue(asked().startsWith("![plan.txt](" + sent.url() + ")\n\nWhat is this?"), this::asked);
        HttpResponse<byte[]> picture = fetch(sent.url());
        assertArrayEquals(PNG, picture.body());
        assertEquals("image/png", picture.headers().firstValue("content-type").orElse(""));
        assertTrue(picture.headers().firstValue("content-disposition").orElse("").startsWith("inline"));
        assertEquals("private, max-age=3600", picture.headers().firstValue("cache-control").orElse(""));
    }

    @Test
    void a_model_without_eyes_answers_and_the_person_is_told() throws Exception {
        model.script("status 400 times 1 saying this model does not support image input; text a guess");
        Sent sent = send(room, "a.png", PNG, "What is this?");
        assertEquals("done", sent.events().getLast().get("type").asText(), sent::body);
        assertTrue(Api.text(sent.events()).contains("takes no pictures"), sent::body);
    }

    @Test
    @Tag("F-450")
    void a_page_that_calls_itself_a_picture_is_something_to_save() throws Exception {
        HttpResponse<byte[]> page = fetch(send("evil.png", "<html><script>alert(1)</script>", "").url());
        assertEquals("application/octet-stream", page.headers().firstValue("content-type").orElse(""));
        assertTrue(page.headers().firstValue("content-disposition").orElse("").startsWith("attachment"));
        assertEquals("nosniff", page.headers().firstValue("x-content-type-options").orElse(""));
        byte[] both = ("GIF89a=1;/*%PDF-1.4<script>*/").getBytes(StandardCharsets.UTF_8);
        assertEquals("image/gif", fetch(send(room, "both.js", both, "").url()).headers().firstValue("content-type").orElse(""));
    }

    @Test
    @Tag("F-445")
    @Tag("W-45")
    void ten_megabytes_fit_and_a_byte_more_does_not() throws Exception {
        assertEquals(200, send(room, "fits.bin", new byte[LIMIT], "").status());
        Sent refused = send(room, "big.bin", new byte[LIMIT + 1], "");
        assertEquals(413, refused.status());
        JsonNode body = json(refused.body());
        assertEquals("too_large", body.get("code").asText());
        assertTrue(body.get("detail").asText().contains("big.bin") && body.get("detail").asText().contains("uploads.max_size"), refused::body);
    }

    @Test
    @Tag("W-45")
    void a_gigabyte_is_refused_at_once() throws Exception {
        URI url = server.url();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            out.write(("POST /api/v1/chat/rooms/" + room + "/upload HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: Bearer " + api.token()
                            + "\r\nContent-Type: multipart/form-data; boundary=xx\r\nExpect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n"
                            + "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"huge.iso\"\r\n\r\nfirst bytes")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            String answer = new String(socket.getInputStream().readNBytes(60), StandardCharsets.UTF_8).replace("HTTP/1.1 100 Continue\r\n\r\n", "");
            assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        }
    }

    @Test
    @Tag("F-451")
    @Tag("W-45")
    void hostile_names_stay_names() throws Exception {
        for (String name : List.of("../../../etc/passwd", "a %22quoted%22 name.txt", "invoice\u202Efdp.exe", ".ssh", "x;y%z&#.txt", "Größe 報告.txt", "n".repeat(300) + ".txt")) {
            Sent sent = send(name, "harmless", "");
            assertEquals(200, sent.status(), name);
            HttpResponse<byte[]> file = fetch(sent.url());
            assertEquals(200, file.statusCode(), () -> name + " at " + sent.url());
            assertEquals("harmless", new String(file.body(), StandardCharsets.UTF_8));
            String disposition = file.headers().firstValue("content-disposition").orElse("");
            assertTrue(disposition.matches("attachment; filename=\"[^\"]*\"; filename\\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*"), disposition);
        }
        assertTrue(fetch(send("a %22q%22.txt", "x", "").url()).headers().firstValue("content-disposition").orElse("").contains("UTF-8''a%20%22q%22.txt"));
        assertFalse(Files.exists(server.home().resolve("etc")));
    }

    @Test
    @Tag("W-44")
    @Tag("F-461")
    void a_file_is_read_in_its_room_only_and_goes_with_it() throws Exception {
        String other = api.post("/chat/rooms/", Map.of("name", "Other")).ok().get("id").asText();
        Sent sent = send(other, "a.txt", "x".getBytes(StandardCharsets.UTF_8), "");
        assertEquals(200, fetch(sent.url()).statusCode());
        assertEquals(404, fetch(sent.url().replace(other, room)).statusCode());
        assertEquals(404, fetch(sent.url().replaceAll("uploads/[^/]+", "uploads/" + UUID.randomUUID())).statusCode());
        assertEquals(404, send(UUID.randomUUID().toString(), "a.txt", new byte[] {1}, "").status());
        assertEquals(401, new Api(server.url()).get(sent.url().substring("/api/v1".length())).status());
        api.delete("/chat/rooms/" + other).ok();
        assertEquals(404, fetch(sent.url()).statusCode());
        Path gone = server.home().resolve("files").resolve(other);
        await("the files of the room are gone", () -> !Files.exists(gone));
    }

    @Test
    @Tag("F-453")
    void the_file_tools_see_what_was_sent() throws Exception {
        send("seen.txt", "by the tools", "");
        List<JsonNode> events = api.say(room, "[[call read_file {\"path\":\"uploads/seen.txt\"} | text {result}]]");
        assertTrue(Api.text(events).contains("by the tools"), () -> events.toString());
    }

    @Test
    @Tag("F-455")
    void a_file_that_the_assistant_made_is_handed_over_in_the_room() throws Exception {
        api.say(room, "[[call filesystem {\"action\":\"write\",\"path\":\"out/sum.csv\",\"content\":\"a;1\"} | text written]]");
        List<JsonNode> events = api.say(room, "[[call filesystem {\"action\":\"send\",\"path\":\"out/sum.csv\",\"caption\":\"Your figures\"} | text sent]]");
        assertEquals("ok", Api.first(events, "tool_done").get("status").asText(), events::toString);
        JsonNode message = api.get("/chat/rooms/" + room + "/messages?limit=2").ok().get("messages").get(0);
        assertEquals("BOT", message.get("sender_type").asText());
        String content = message.get("content").asText();
        assertTrue(content.startsWith("📎 [sum.csv](/api/v1/chat/rooms/" + room + "/uploads/") && content.endsWith("Your figures"), content);
        String url = content.substring(content.indexOf('(') + 1, content.indexOf(')'));
        assertEquals("a;1", new String(fetch(url).body(), StandardCharsets.UTF_8));
    }

    @Test
    void a_form_without_a_file_is_invalid_and_one_that_breaks_off_leaves_nothing() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve("/api/v1/chat/rooms/" + room + "/upload")).header("Authorization", "Bearer " + api.token());
        assertEquals(422, HTTP.send(request.copy().POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString()).statusCode());
        assertEquals(422, HTTP.send(request.copy().header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString()).statusCode());
        request.header("Content-Type", "multipart/form-data; boundary=xx");
        assertEquals(400, HTTP.send(request.POST(BodyPublishers.ofString("--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"half\"\r\n\r\nhalf")).build(), BodyHandlers.ofString()).statusCode());
        try (var arriving = Files.list(server.home().resolve("files/.new"))) {
            assertEquals(0, arriving.count());
        }
    }
}
