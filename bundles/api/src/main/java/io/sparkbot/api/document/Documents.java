package io.sparkbot.api.document;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

import org.osgi.annotation.versioning.ProviderType;

/** Reads text out of documents: PDF, DOCX, XLSX and plain text in any usual encoding. What a file is shows its content, never its name. */
@ProviderType
public interface Documents {

    /**
     * Reads the beginning of a document, within limits of time and memory of its own, whatever the file holds.
     *
     * @param file read from its start; stays open
     * @param characters at most so many are returned
     * @throws IOException when the file cannot be read from its disk; a broken document is an answer
     */
    Reading read(SeekableByteChannel file, int characters) throws IOException;

    /**
     * What was found.
     *
     * @param kind for people: {@code PDF}, {@code Word document}, {@code spreadsheet}, {@code text}; empty when it is none of these
     * @param text empty when there was none to read
     * @param more whether the document goes on after the text
     * @param fault why nothing, or not everything, could be read, in words for people; empty when there was no fault
     */
    record Reading(String kind, String text, boolean more, String fault) {

        /** It is no document that can be read. */
        public static final Reading NONE = new Reading("", "", false, "");

        public boolean isDocument() {
            return !kind.isEmpty();
        }
    }
}
