package io.sparkbot.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server of an ordinary user, seen by that user and by root, who look after it together. One home for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherUserIT {

    private static final String USER = "nobody";

    private Path folder;
    private Path home;
    private Server server;

    @BeforeAll
    void prepare() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can act as somebody else");
        assumeTrue(mayRun("test", "-r", Server.script().toString()), "the user " + USER + " cannot reach " + Server.script());
        folder = Files.createTempDirectory("other-user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = folder.resolve("home");
        Files.createDirectory(home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        give(home, USER);
        server = of(home);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.as("").close();
            server.as(USER);
        }
    }

    private Server of(Path place) {
        return new Server(place).as(USER).with("HOME", home.toString()).with("JAVA_HOME", System.getProperty("java.home"));
    }

    private static boolean mayRun(String... command) {
        try {
            var words = Stream.concat(Stream.of("runuser", "-u", USER, "--"), Stream.of(command)).toList();
            return new ProcessBuilder(words).start().waitFor() == 0;
        } catch (IOException noRunuser) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void give(Path path, String user) throws IOException {
        Files.setOwner(path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private String ownerOf(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().user()).orElse("nobody knows who");
    }

    /** The server goes on writing meanwhile: what is gone when it is looked at belongs to nobody. */
    private static Set<String> ownersIn(Path folder) throws IOException {
        Set<String> owners = new TreeSet<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) throws IOException {
                return visitFile(inner, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    owners.add(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName());
                } catch (NoSuchFileException gone) {
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return owners;
    }

    @Test
    @Tag("F-698")
    void an_ordinary_user_starts_looks_at_and_stops_a_server_in_which_nothing_is_roots() throws IOException {
        Server.Ended started = server.command("start", "--port", "0");
        assertEquals(0, started.code(), started::output);
        assertEquals(USER, ownerOf(server.pid()));
        assertEquals("true", new Api(server.url()).get("/utils/health-check/").raw().body());
        assertEquals(0, server.command("status").code());
        Server.Ended doctor = server.command("doctor");
        assertEquals(0, doctor.code(), doctor::output);
        assertEquals(Set.of(USER), ownersIn(home));
        assertEquals(0, server.stop().code());
        assertNotEquals(0, server.command("status").code());
    }

    @Test
    void root_looks_at_it_and_stops_it_and_its_user_starts_it_again() {
        server.start();
        server.as("");
        Server.Ended status = server.command("status");
        assertEquals(0, status.code(), status::output);
        assertTrue(status.output().contains(server.url().toString().replaceAll("/$", "")), status::output);
        Server.Ended doctor = server.command("doctor");
        assertEquals(0, doctor.code(), doctor::output);
        assertEquals(0, server.stop().code());
        server.as(USER).start();
        assertEquals(USER, ownerOf(server.pid()));
        assertEquals(0, server.stop().code());
    }

    @Test
    void root_starts_it_as_its_user_so_that_nothing_changes_hands() {
        server.start();
        assertEquals(0, server.stop().code());
        Server.Ended started = server.as("").command("start", "--port", "0");
        assertEquals(0, started.code(), started::output);
        assertEquals(USER, ownerOf(server.pid()), "the server of an ordinary user runs as root");
        assertEquals(0, server.command("status").code());
        assertEquals(0, server.stop().code());
        server.as(USER).start();
        assertEquals(0, server.stop().code());
    }

    @Test
    void a_home_that_cannot_be_written_is_named_with_the_user_and_the_remedy() throws IOException {
        Path roots = Files.createDirectory(folder.resolve("roots"));
        Server.Ended ended = of(roots).command("start", "--port", "0");
        assertEquals(1, ended.code(), ended::output);
        assertTrue(ended.output().contains(roots.toString()) && ended.output().contains(USER), ended::output);
        assertTrue(ended.output().contains("--home"), ended::output);
    }
}
