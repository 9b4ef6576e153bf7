package io.sparkbot.uploads;

import io.sparkbot.api.web.InvalidField;
import io.sparkbot.api.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload.MultipartStream;

/** An upload as browsers send it, {@code multipart/form-data} (RFC 7578), read while it arrives and never held in memory. */
final class Form {

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_FIELD = 400_000;
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^content-disposition:\\s*form-data\\s*;(.*)$");
    private static final Pattern PARAMETER = Pattern.compile("(?:^|;)\\s*([\\w*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;\\s]*))");

    private final MultipartStream parts;

    /** Where the bytes of the file go. */
    @FunctionalInterface
    interface Target {

        /** @param name as the client gave it, possibly empty */
        OutputStream open(String name) throws IOException;
    }

    /** @throws InvalidField when the body is no form */
    Form(Optional<String> contentType, InputStream body) {
        Matcher boundary = BOUNDARY.matcher(contentType.orElse(""));
        if (!contentType.orElse("").toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
            throw noFile();
        }
        String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        parts = new MultipartStream(body, mark.getBytes(StandardCharsets.ISO_8859_1), BUFFER, null);
        parts.setHeaderEncoding("UTF-8");
        parts.setPartHeaderSizeMax(LONGEST_HEADERS);
    }

    /**
     * Reads all of it.
     *
     * @return the caption, possibly empty
     * @throws InvalidField when there is no file, more than one, or a field is too long
     * @throws Problem 400 {@code bad_request} when the body breaks off or is damaged
     * @throws IOException from the target
     */
    String read(Target target) throws IOException {
        String caption = "";
        boolean file = false;
        try {
            for (boolean next = parts.skipPreamble(); next; next = parts.readBoundary()) {
                String disposition = disposition(parts.readHeaders());
                switch (parameter(disposition, "name")) {
                    case "file" -> {
                        if (file) {
                            throw InvalidField.body("file", "too_many", "Send one file at a time.");
                        }
                        file = true;
                        receive(target, fileName(disposition));
                    }
                    case "caption" -> caption = field("caption");
                    default -> field("");
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IOException e) {
            throw Problem.badRequest("bad_request", "The upload broke off or is no complete multipart/form-data body. Send the file again.");
        }
        if (!file) {
            throw noFile();
        }
        return caption;
    }

    /** Faults of the target leave marked, so that they are not taken for those of the client. */
    private void receive(Target target, String name) throws IOException {
        try (OutputStream out = opened(target, name)) {
            parts.readBodyData(new FilterOutputStream(out) {
                @Override
                public void write(byte[] data, int from, int length) {
                    try {
                        out.write(data, from, length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }

                @Override
                public void flush() {}
            });
        }
    }

    private static OutputStream opened(Target target, String name) {
        try {
            return target.open(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvalidField noFile() {
        return InvalidField.body("file", "missing", "An upload needs a file: multipart/form-data with the field \"file\" and, if wanted, \"caption\".");
    }

    private String field(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.readBodyData(new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] data, int from, int length) {
                if (bytes.size() + length > LONGEST_FIELD) {
                    throw InvalidField.body(name, "too_long", "A field beside the file may have " + LONGEST_FIELD + " bytes.");
                }
                bytes.write(data, from, length);
            }
        });
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String disposition(String headers) {
        Matcher line = DISPOSITION.matcher(headers.replaceAll("\r\n[ \t]+", " "));
        return line.find() ? line.group(1) : "";
    }

    /** Browsers write quotes and line ends of names as %22, %0D and %0A (WHATWG, multipart/form-data encoding), others quotes as \\". */
    private static String fileName(String disposition) {
        return parameter(disposition, "filename").replace("%22", "\"").replace("\\\"", "\"").replace("%0D", "").replace("%0A", "");
    }

    private static String parameter(String disposition, String name) {
        Matcher parameter = PARAMETER.matcher(disposition);
        while (parameter.find()) {
            if (parameter.group(1).equalsIgnoreCase(name)) {
                return parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
            }
        }
        return "";
    }
}
