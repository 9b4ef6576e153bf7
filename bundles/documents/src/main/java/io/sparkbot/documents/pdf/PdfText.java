package io.sparkbot.documents.pdf;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Reads a PDF from the standard input and writes its text, page by page, until there is enough. Runs in a process of its own with little
 * memory: a hostile file can end this process and nothing else.
 */
public final class PdfText {

    /** Exit statuses; {@code -XX:+ExitOnOutOfMemoryError} adds 3. */
    public static final int ENCRYPTED = 10;

    public static final int BROKEN = 11;

    private PdfText() {}

    /** @param arguments how many characters are enough */
    public static void main(String[] arguments) {
        int enough = Integer.parseInt(arguments[0]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.exit(read(enough, out));
    }

    private static int read(int enough, PrintStream out) {
        try (PDDocument document = Loader.loadPDF(RandomAccessReadBuffer.createBufferFromStream(System.in))) {
            int written = 0;
            for (int page = 1; page <= document.getNumberOfPages() && written < enough; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                String text = stripper.getText(document).strip();
                if (!text.isEmpty()) {
                    String cut = text.substring(0, Math.min(text.length(), enough - written));
                    out.println(cut);
                    out.flush();
                    written += cut.length() + 1;
                }
            }
            return 0;
        } catch (InvalidPasswordException e) {
            return ENCRYPTED;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return BROKEN;
        }
    }
}
