package io.sparkbot.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.api.document.Documents.Reading;
import io.sparkbot.documents.pdf.PdfText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.logging.Log;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("W-43")
@Tag("F-447")
@Timeout(180)
class DocumentReaderTest {

    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    @TempDir
    private Path scratch;

    private DocumentReader reader;

    @BeforeEach
    void a_reader() throws URISyntaxException {
        reader = reader(Duration.ofSeconds(90));
    }

    private DocumentReader reader(Duration limit) throws URISyntaxException {
        List<Path> program = new ArrayList<>();
        for (Class<?> part : List.of(PdfText.class, PDDocument.class, RandomAccessRead.class, FontBoxFont.class, Log.class)) {
            program.add(Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        return new DocumentReader(program, scratch, limit);
    }

    private Reading read(byte[] file) throws IOException {
        Path path = Files.write(scratch.resolve("file"), file);
        try (SeekableByteChannel open = Files.newByteChannel(path)) {
            return reader.read(open, 12_000);
        }
    }

    private static byte[] pdf(int pages, String text, String password) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (int i = 1; i <= pages; i++) {
                PDPage page = new PDPage();
                document.addPage(page);
                if (!text.isEmpty()) {
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.beginText();
                        content.setFont(font, 12);
                        content.newLineAtOffset(50, 700);
                        content.showText(text + " " + i);
                        content.endText();
                    }
                }
            }
            if (!password.isEmpty()) {
                document.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] docx(String body) throws IOException {
        return zip("[Content_Types].xml", "<Types/>", "word/document.xml", "<w:document " + W + "><w:body>" + body + "</w:body></w:document>");
    }

    @Test
    void a_pdf_is_read_page_by_page() throws IOException {
        Reading reading = read(pdf(2, "The budget is 4711 euros", ""));
        assertEquals("PDF", reading.kind());
        assertTrue(reading.text().contains("4711 euros 1") && reading.text().contains("4711 euros 2"), reading::toString);
        assertFalse(reading.more());
        assertEquals("", reading.fault());
    }

    @Test
    @Tag("F-449")
    void a_pdf_without_a_text_layer_says_so() throws IOException {
        Reading reading = read(pdf(3, "", ""));
        assertEquals("", reading.text());
        assertTrue(reading.fault().contains("no text layer"), reading::toString);
    }

    @Test
    void a_pdf_with_a_password_says_so_and_one_that_only_forbids_copying_is_read() throws IOException {
        assertTrue(read(pdf(1, "secret", "s3same")).fault().contains("password"));
        try (PDDocument open = Loader.loadPDF(pdf(1, "open", ""))) {
            assertEquals(1, open.getNumberOfPages());
        }
    }

    @Test
    @Tag("F-448")
    void ten_thousand_pages_cost_as_much_as_the_first_few() throws IOException {
        Reading reading = read(pdf(10_000, "word ".repeat(20) + "on page", ""));
        assertTrue(reading.text().length() <= 12_000 && reading.text().length() > 11_000, () -> reading.text().length() + " " + reading.fault());
        assertTrue(reading.more());
        assertEquals("", reading.fault());
    }

    @Test
    void a_pdf_that_unpacks_to_hundreds_of_megabytes_ends_its_own_process_only() throws Exception {
        byte[] bomb;
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            PDStream content = new PDStream(document);
            try (var out = content.createOutputStream(COSName.FLATE_DECODE)) {
                byte[] dull = "q ".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 4_000; i++) {
                    out.write(dull);
                }
            }
            page.setContents(content);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            bomb = out.toByteArray();
        }
        assertTrue(bomb.length < 2_000_000);
        reader = reader(Duration.ofSeconds(40));
        Reading reading = read(bomb);
        assertEquals("PDF", reading.kind());
        assertFalse(reading.fault().isEmpty());
    }

    @Test
    void a_pdf_that_takes_too_long_is_given_up() throws Exception {
        reader = reader(Duration.ofMillis(1));
        assertTrue(read(pdf(1, "slow", "")).fault().contains("took longer"));
    }

    @Test
    void a_damaged_pdf_and_one_that_only_claims_to_be_one_say_so() throws IOException {
        byte[] whole = pdf(5, "text", "");
        assertFalse(read(Arrays.copyOf(whole, 20)).fault().isEmpty());
        assertFalse(read("%PDF-1.7\nnothing of the kind".getBytes(StandardCharsets.UTF_8)).fault().isEmpty());
    }

    @Test
    void a_word_document_is_read_with_its_lines_and_cells() throws IOException {
        Reading reading = read(docx("<w:p><w:r><w:t>Dear </w:t></w:r><w:r><w:t>Ada &amp; Ben</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:delText>gone</w:delText><w:t>end</w:t></w:r></w:p>"));
        assertEquals("Word document", reading.kind());
        assertEquals("Dear Ada & Ben\na\n\tend", reading.text());
    }

    @Test
    void a_spreadsheet_is_read_row_by_row() throws IOException {
        Reading reading = read(zip(
                "xl/workbook.xml", "<workbook/>",
                "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"C1\"><v>42</v></c></row><row><c r=\"A2\" t=\"inlineStr\"><is><t>in</t></is></c><c r=\"B2\" t=\"s\"><v>99</v></c></row></sheetData></worksheet>",
                "xl/sharedStrings.xml", "<sst><si><t>zero</t></si><si><r><t>on</t></r><r><t>e</t></r></si></sst>"));
        assertEquals("spreadsheet", reading.kind());
        assertEquals("Sheet 1\none\t\t42\nin", reading.text());
    }

    @Test
    void an_entity_is_never_followed_nor_multiplied() throws IOException {
        Path secret = Files.writeString(scratch.resolve("secret"), "the secret");
        String outside = "<!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
        String laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"" + "&a;".repeat(1000) + "\"><!ENTITY c \"" + "&b;".repeat(1000) + "\"><!ENTITY x \"" + "&c;".repeat(1000) + "\">]>";
        for (String type : List.of(outside, laughs)) {
            Reading reading = read(zip("word/document.xml", type + "<w:document " + W + "><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"));
            assertEquals("Word document", reading.kind());
            assertFalse(reading.text().contains("secret") || reading.text().contains("ha"), reading::toString);
            assertFalse(reading.fault().isEmpty());
        }
    }

    @Test
    void a_zip_bomb_stops_at_the_limit_with_little_memory() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(("<w:document " + W + " a=\"").getBytes(StandardCharsets.UTF_8));
            byte[] dull = new byte[1_000_000];
            Arrays.fill(dull, (byte) 'x');
            for (int i = 0; i < 1_000; i++) {
                zip.write(dull);
            }
        }
        long before = System.nanoTime();
        Reading reading = read(out.toByteArray());
        assertTrue(reading.fault().contains("unpacks to more"), reading::toString);
        assertTrue(System.nanoTime() - before < Duration.ofMinutes(4).toNanos());
    }

    @Test
    @Tag("F-448")
    void a_long_document_is_cut_at_the_limit_and_says_that_it_goes_on() throws IOException {
        Reading reading = read(docx("<w:p><w:r><w:t>" + "😀".repeat(20_000) + "</w:t></w:r></w:p>"));
        assertEquals(12_000, reading.text().length());
        assertTrue(reading.more());
        Reading odd = read(("x" + "😀".repeat(20_000)).getBytes(StandardCharsets.UTF_8));
        assertEquals(11_999, odd.text().length(), "no half of a character");
        assertTrue(odd.more());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-1"})
    void a_table_in_an_odd_encoding_reads_the_same(String charset) throws IOException {
        String table = "Name;Straße;Größe\nJürgen;Café;42\n";
        Reading reading = read(table.getBytes(Charset.forName(charset)));
        assertEquals("text", reading.kind());
        assertEquals(table.strip(), reading.text());
    }

    @Test
    void a_mark_of_the_byte_order_is_no_text() throws IOException {
        assertEquals("a;b", read(("\uFEFF" + "a;b").getBytes(StandardCharsets.UTF_8)).text());
        assertEquals("a;b", read(("\uFEFF" + "a;b").getBytes(StandardCharsets.UTF_16LE)).text());
        assertEquals("a;b", read(("\uFEFF" + "a;b").getBytes(Charset.forName("UTF-32LE"))).text());
    }

    @Test
    void what_is_no_document_is_none() throws IOException {
        byte[] noise = new byte[5_000];
        new java.util.Random(7).nextBytes(noise);
        assertFalse(read(noise).isDocument());
        assertFalse(read(zip("a.txt", "text in an archive")).isDocument());
        assertFalse(read(new byte[] {'P', 'K', 3, 4, 9, 9, 9}).isDocument());
    }

    @Test
    void an_older_office_document_says_how_it_can_be_read() throws IOException {
        byte[] ole = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0, 0};
        assertTrue(read(ole).fault().contains("DOCX"));
    }
}
