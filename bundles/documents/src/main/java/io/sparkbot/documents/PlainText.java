package io.sparkbot.documents;

import io.sparkbot.api.document.Documents.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text of any kind, in UTF-8, UTF-16 or UTF-32 with or without a mark, or else in Windows-1252. What looks like no text is none. */
final class PlainText {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int BYTES_PER_CHARACTER = 4;
    /** UTF-16 without a mark is told by zeros in every other byte: this share of them. */
    private static final double ZEROS = 0.3;

    private PlainText() {}

    static Reading read(SeekableByteChannel file, int characters) throws IOException {
        file.position(0);
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), (long) characters * BYTES_PER_CHARACTER + BYTES_PER_CHARACTER));
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            continue;
        }
        bytes.flip();
        boolean whole = bytes.limit() >= file.size();
        Charset charset = charset(bytes, whole);
        Optional<String> text = decode(bytes, charset, whole).filter(PlainText::looksLikeText);
        if (text.isEmpty()) {
            return Reading.NONE;
        }
        Excerpt excerpt = new Excerpt(characters);
        excerpt.add(text.get().startsWith("\uFEFF") ? text.get().substring(1) : text.get());
        String found = excerpt.text();
        return new Reading("text", found, excerpt.isFull() || !whole, found.isEmpty() ? "there is no text in it" : "");
    }

    private static Charset charset(ByteBuffer bytes, boolean whole) {
        int first = bytes.limit() >= 2 ? bytes.getShort(0) & 0xFFFF : 0;
        int second = bytes.limit() >= 4 ? bytes.getShort(2) & 0xFFFF : -1;
        if (first == 0xFFFE) {
            return second == 0 ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
        }
        if (first == 0 && second == 0xFEFF) {
            return Charset.forName("UTF-32BE");
        }
        if (first == 0xFEFF) {
            return StandardCharsets.UTF_16BE;
        }
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.limit(); i++) {
            zeros[i & 1] += bytes.get(i) == 0 ? 1 : 0;
        }
        double half = bytes.limit() / 2.0;
        if (zeros[1] > half * ZEROS && zeros[0] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (zeros[0] > half * ZEROS && zeros[1] == 0) {
            return StandardCharsets.UTF_16BE;
        }
        return decode(bytes, StandardCharsets.UTF_8, whole).isPresent() ? StandardCharsets.UTF_8 : WINDOWS;
    }

    /** Empty when it is not in this encoding; a character that was cut at the end is left out. */
    private static Optional<String> decode(ByteBuffer bytes, Charset charset, boolean whole) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(charset.equals(WINDOWS) ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.limit() + 1);
        CoderResult result = decoder.decode(bytes.duplicate(), text, whole);
        try {
            if (result.isError()) {
                result.throwException();
            }
            return Optional.of(text.flip().toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** No zeros, and hardly any other control characters. */
    private static boolean looksLikeText(String text) {
        long controls = text.chars().filter(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B).count();
        return text.indexOf('\0') < 0 && controls * 100 <= text.length();
    }
}
