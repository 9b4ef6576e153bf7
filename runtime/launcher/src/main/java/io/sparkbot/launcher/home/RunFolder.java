package io.sparkbot.launcher.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** What the server tells the commands about itself, as small files in {@code run/}. */
public final class RunFolder {
    private final Path folder;

    public RunFolder(Home home) {
        this.folder = home.run();
    }

    /** The server begins to start: forget what the one before left. */
    public void begin(long pid) throws IOException {
        end();
        Files.deleteIfExists(folder.resolve("problem"));
        write("server.pid", Long.toString(pid));
    }

    /** What the server is doing while it starts, in words for a person. */
    public void phase(String words) throws IOException {
        write("phase", words);
    }

    /**
     * What this run is made of.
     *
     * @param database kind and place of the database, without password
     */
    public void about(String version, String database) throws IOException {
        write("version", version);
        write("database", database);
    }

    /** The server answers. */
    public void healthy(String url, int port) throws IOException {
        write("port", Integer.toString(port));
        write("url", url);
        Files.deleteIfExists(folder.resolve("phase"));
    }

    /** Why the server did not start; stays until the next start. */
    public void problem(String words) throws IOException {
        write("problem", words);
    }

    public void end() throws IOException {
        for (String name : List.of("server.pid", "url", "port", "phase", "version", "database")) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    public Optional<Long> pid() {
        return read("server.pid").filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }

    public Optional<String> url() {
        return read("url");
    }

    public Optional<String> phase() {
        return read("phase");
    }

    public Optional<String> problem() {
        return read("problem");
    }

    public Optional<String> version() {
        return read("version");
    }

    public Optional<String> database() {
        return read("database");
    }

    private Optional<String> read(String name) {
        try {
            return Optional.of(Files.readString(folder.resolve(name)).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            System.getLogger(RunFolder.class.getName()).log(System.Logger.Level.WARNING, "reading " + name, e);
            return Optional.empty();
        }
    }

    /** Readers see the old file or the new one, never half of it. */
    private void write(String name, String text) throws IOException {
        Path whole = folder.resolve("." + name);
        Files.writeString(whole, text + "\n");
        Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
