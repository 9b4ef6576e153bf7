package io.sparkbot.documents;

import io.sparkbot.api.document.Documents;
import io.sparkbot.documents.pdf.PdfText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Finds out what a file is from its first bytes and has it read by whoever can. */
@Component(service = Documents.class)
public final class DocumentReader implements Documents {

    private static final Duration PDF_LIMIT = Duration.ofSeconds(20);

    /** A PDF may have other bytes before its mark (ISO 32000, implementation note 13 of PDF 1.7). */
    private static final int PDF_MARK_WITHIN = 1024;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};

    private static final int AT_ONCE = 2;

    private final PdfProcess pdf;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Duration limit;

    @Activate
    public DocumentReader(BundleContext context) throws IOException {
        this(program(context), context.getDataFile("").toPath(), PDF_LIMIT);
    }

    DocumentReader(List<Path> program, Path scratch, Duration limit) {
        this.pdf = new PdfProcess(program, scratch, limit);
        this.limit = limit;
    }

    /** Lays the libraries and the program out as files, as another process cannot look into a bundle. */
    private static List<Path> program(BundleContext context) throws IOException {
        Path folder = Files.createDirectories(context.getDataFile("pdf").toPath());
        List<Path> classPath = new ArrayList<>();
        for (String entry : Collections.list(context.getBundle().getEntryPaths("pdf"))) {
            classPath.add(layOut(context.getBundle().getEntry(entry), folder.resolve(Path.of(entry).getFileName().toString())));
        }
        String program = PdfText.class.getName().replace('.', '/') + ".class";
        layOut(context.getBundle().getEntry(program), folder.resolve("classes").resolve(program));
        classPath.add(folder.resolve("classes"));
        return classPath;
    }

    private static Path layOut(URL from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (InputStream in = from.openStream()) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
        return to;
    }

    @Deactivate
    void stop() {
        pdf.close();
    }

    @Override
    public Reading read(SeekableByteChannel file, int characters) throws IOException {
        byte[] head = head(file);
        if (startsWith(head, OLE)) {
            return new Reading("Office document", "", false, "it is of an older kind or protected with a password; saved as DOCX, XLSX or PDF it can be read");
        }
        boolean isPdf = new String(head, StandardCharsets.ISO_8859_1).contains("%PDF-");
        return isPdf || startsWith(head, ZIP) ? inTurn(file, characters, isPdf) : PlainText.read(file, characters);
    }

    /** What is unpacked costs memory, so few documents are read at a time. */
    private Reading inTurn(SeekableByteChannel file, int characters, boolean isPdf) throws IOException {
        try {
            if (!places.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Reading(isPdf ? "PDF" : "file", "", false, "many documents are being read right now; send it again in a moment");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        try {
            return isPdf ? pdf.read(file, characters) : new OfficeFile(file, characters).read();
        } finally {
            places.release();
        }
    }

    private static byte[] head(SeekableByteChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(PDF_MARK_WITHIN);
        file.position(0);
        while (head.hasRemaining() && file.read(head) >= 0) {
            continue;
        }
        byte[] bytes = new byte[head.flip().remaining()];
        head.get(bytes);
        return bytes;
    }

    private static boolean startsWith(byte[] head, byte[] mark) {
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
    }
}
