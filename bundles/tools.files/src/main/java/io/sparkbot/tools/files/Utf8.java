package io.sparkbot.tools.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes as text. */
final class Utf8 {

    private Utf8() {}

    /**
     * @param cut whether the bytes end somewhere in a longer text, perhaps inside a character, which is then left out
     * @throws FileFault when they are no UTF-8 text
     */
    static String decode(ByteBuffer bytes, boolean cut, RoomPath path) throws FileFault {
        ByteBuffer whole = cut ? bytes.slice(0, endOfLastCharacter(bytes)) : bytes;
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(whole);
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new FileFault("The file \"" + path + "\" is not UTF-8 text.");
        }
    }

    /** Where the last whole character ends: looks back over at most three continuation bytes. */
    private static int endOfLastCharacter(ByteBuffer bytes) {
        int limit = bytes.limit();
        for (int back = 1; back <= Math.min(4, limit); back++) {
            int b = bytes.get(limit - back) & 0xff;
            if (b < 0x80) {
                return limit;
            }
            if (b >= 0xc0) {
                int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                return length > back ? limit - back : limit;
            }
        }
        return limit;
    }
}
