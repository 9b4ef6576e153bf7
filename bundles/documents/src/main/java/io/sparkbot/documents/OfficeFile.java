package io.sparkbot.documents;

import io.sparkbot.api.document.Documents.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * DOCX and XLSX (ECMA-376): XML in a ZIP, read as a stream from front to back. Nothing is unpacked to disk, a document type or an entity is
 * refused, and what unpacks to too much or takes too long ends.
 */
final class OfficeFile {

    private static final long UNPACKED = 256L * 1024 * 1024;
    /** An XML reader holds a comment or an attribute whole, so it is never given more than this. */
    private static final long XML = 16L * 1024 * 1024;

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int ENTRIES = 5_000;
    private static final String DOCX = "word/document.xml";
    private static final String XLSX = "xl/workbook.xml";

    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private final SeekableByteChannel file;
    private final int characters;

    OfficeFile(SeekableByteChannel file, int characters) {
        this.file = file;
        this.characters = characters;
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    }

    /** Something that reads the entry of a name; false ends the walk. */
    @FunctionalInterface
    private interface Visitor {
        boolean visit(String name, Entry entry) throws IOException, XMLStreamException;
    }

    /** One file of the archive as XML. */
    @FunctionalInterface
    private interface Entry {
        XMLStreamReader open() throws XMLStreamException;
    }

    /** {@link Reading#NONE} for an archive that is no document. */
    Reading read() throws IOException {
        String[] kind = {""};
        Excerpt excerpt = new Excerpt(characters);
        try {
            walk((name, entry) -> {
                kind[0] = name.equals(DOCX) ? "Word document" : name.equals(XLSX) ? "spreadsheet" : kind[0];
                return kind[0].isEmpty();
            });
            switch (kind[0]) {
                case "Word document" -> document(excerpt);
                case "spreadsheet" -> spreadsheet(excerpt);
                default -> {
                    return Reading.NONE;
                }
            }
            return new Reading(kind[0], excerpt.text(), excerpt.isFull(), excerpt.text().isEmpty() ? "there is no text in it" : "");
        } catch (Bounded.TooMuch e) {
            return fault(kind[0], excerpt, "it unpacks to more than a document may hold");
        } catch (XMLStreamException e) {
            return fault(kind[0], excerpt, e.getNestedException() instanceof Bounded.TooMuch ? "it unpacks to more than a document may hold" : "it is damaged");
        } catch (ZipException | java.io.EOFException | IllegalArgumentException e) {
            return fault(kind[0], excerpt, "it is damaged");
        }
    }

    private static Reading fault(String kind, Excerpt excerpt, String fault) {
        return kind.isEmpty() ? Reading.NONE : new Reading(kind, excerpt.text(), excerpt.isFull(), fault);
    }

    private void walk(Visitor visitor) throws IOException, XMLStreamException {
        file.position(0);
        ZipInputStream zip = new ZipInputStream(Channels.newInputStream(file));
        InputStream bounded = new Bounded(zip, UNPACKED, TIME);
        byte[] rest = new byte[8192];
        int entries = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++entries > ENTRIES) {
                throw new Bounded.TooMuch();
            }
            if (!visitor.visit(entry.getName(), () -> xml.createXMLStreamReader(new Bounded(bounded, XML, TIME)))) {
                return;
            }
            while (bounded.read(rest, 0, rest.length) >= 0) {
                continue;
            }
        }
    }

    private void document(Excerpt excerpt) throws IOException, XMLStreamException {
        walk((name, entry) -> {
            if (!name.equals(DOCX)) {
                return true;
            }
            WordText.read(entry.open(), excerpt);
            return false;
        });
    }

    private void spreadsheet(Excerpt excerpt) throws IOException, XMLStreamException {
        SheetText sheets = new SheetText();
        walk((name, entry) -> {
            if (!name.equals("xl/sharedStrings.xml")) {
                return true;
            }
            sheets.shared(entry.open());
            return false;
        });
        walk((name, entry) -> {
            Optional<String> sheet = SheetText.sheet(name);
            if (sheet.isPresent()) {
                sheets.read(sheet.get(), entry.open(), excerpt);
            }
            return !excerpt.isFull();
        });
    }
}
