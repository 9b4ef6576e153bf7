package io.sparkbot.documents;

import io.sparkbot.api.document.Documents.Reading;
import io.sparkbot.documents.pdf.PdfText;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Reads PDF in processes of their own: {@link PdfText} with a small heap, without our environment, and with a deadline. */
final class PdfProcess implements AutoCloseable {

    private static final String KIND = "PDF";
    private static final String MEMORY = "-Xmx192m";
    private static final int OUT_OF_MEMORY = 3;

    private final List<Path> classPath;
    private final Path scratch;
    private final Duration limit;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /**
     * @param classPath of the program
     * @param scratch a folder it may write to
     * @param limit how long one document may take
     */
    PdfProcess(List<Path> classPath, Path scratch, Duration limit) {
        this.classPath = List.copyOf(classPath);
        this.scratch = scratch;
        this.limit = limit;
    }

    Reading read(SeekableByteChannel file, int characters) throws IOException {
        Process process = start(characters + 1);
        running.add(process);
        Thread watch = Thread.ofVirtual().name("pdf-deadline").start(() -> killLate(process));
        try (InputStream out = process.getInputStream()) {
            Thread.ofVirtual().name("pdf-feed").start(() -> feed(file, process));
            byte[] text = out.readNBytes(characters * 4 + 16);
            int status = process.waitFor();
            return reading(status, new String(text, StandardCharsets.UTF_8), characters);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing("reading it was broken off");
        } finally {
            process.destroyForcibly();
            running.remove(process);
            watch.interrupt();
        }
    }

    private Process start(int characters) throws IOException {
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                "-Dpdfbox.fontcache=" + scratch,
                "-Duser.home=" + scratch,
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                path,
                PdfText.class.getName(),
                String.valueOf(characters));
        builder.environment().clear();
        return builder.directory(scratch.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private void killLate(Process process) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    private static void feed(SeekableByteChannel file, Process process) {
        try (OutputStream in = process.getOutputStream()) {
            file.position(0);
            Channels.newInputStream(file).transferTo(in);
        } catch (IOException ended) {
            process.destroy(); // it has ended already, or the file cannot be read: its status says what was got
        }
    }

    private Reading reading(int status, String written, int characters) {
        Excerpt excerpt = new Excerpt(characters);
        excerpt.add(written.strip());
        return switch (status) {
            case 0 -> new Reading(KIND, excerpt.text(), excerpt.isFull(), excerpt.text().isEmpty() ? "it has no text layer, as scanned pages have none" : "");
            case PdfText.ENCRYPTED -> nothing("it is protected with a password");
            case PdfText.BROKEN -> new Reading(KIND, excerpt.text(), excerpt.isFull(), "it is damaged");
            case OUT_OF_MEMORY -> new Reading(KIND, excerpt.text(), true, "it needs more memory than a document may use");
            default -> new Reading(KIND, excerpt.text(), true, "reading it took longer than " + limit.toSeconds() + " seconds, or was broken off");
        };
    }

    private static Reading nothing(String fault) {
        return new Reading(KIND, "", false, fault);
    }

    @Override
    public void close() {
        running.forEach(Process::destroyForcibly);
    }
}
