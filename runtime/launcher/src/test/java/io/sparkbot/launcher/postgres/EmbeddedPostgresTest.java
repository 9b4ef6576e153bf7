package io.sparkbot.launcher.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkbot.launcher.database.DatabaseAddress;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the real server. The temporary folder is open to its owner alone, as a home folder is. */
@Timeout(120)
class EmbeddedPostgresTest {
    /** A home whose database was made, started and stopped; making one takes longest. */
    private static Home made;

    @TempDir
    private Path folder;

    private Home home;
    private final List<String> progress = new ArrayList<>();
    private EmbeddedPostgres server;

    @BeforeAll
    static void makeOne(@TempDir Path shared) throws Exception {
        made = new Home(shared.resolve("made"));
        made.prepare();
        EmbeddedPostgres first = EmbeddedPostgres.prepare(made, ServerBinariesTest.jars(), words -> {});
        first.start();
        first.stop();
    }

    @BeforeEach
    void prepare() throws Exception {
        home = new Home(folder.resolve("home"));
        home.prepare();
        server = prepared();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void the_first_start_makes_a_database_that_later_starts_find_again() throws Exception {
        server.start();
        assertTrue(progress.contains("creating the database (once)"), progress.toString());
        execute("create table note(text text)", "insert into note values ('kept')");
        server.stop();
        progress.clear();

        server = prepared();
        server.start();
        assertFalse(progress.contains("creating the database (once)"), progress.toString());
        assertEquals("kept", query("select text from note"));
    }

    @Test
    void password_and_data_are_for_their_owner_alone_and_the_password_is_asked_for() throws Exception {
        server.start();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.databasePassword())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.databaseData())));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.databaseLog())));
        SQLException refused = assertThrows(SQLException.class,
                () -> DriverManager.getConnection(server.address().url(), "sparkbot", "wrong"));
        assertEquals("28P01", refused.getSQLState());
    }

    @Test
    void the_server_never_runs_as_root_and_writes_durably() throws Exception {
        startMade();
        String owner = Files.getOwner(home.databaseData()).getName();
        assertNotEquals("root", owner);
        assertEquals("on", query("show fsync"));
        assertEquals("on", query("show data_checksums"));
        assertEquals("127.0.0.1", query("show listen_addresses"));
        assertEquals("", query("show unix_socket_directories"));
    }

    @Test
    void a_server_that_is_killed_comes_back_on_the_same_port_with_all_that_was_committed() throws Exception {
        startMade();
        execute("create table note(text text)", "insert into note values ('kept')");
        long pid = pid();
        kill(pid);
        assertEquals("kept", eventually(() -> query("select text from note")));
        assertNotEquals(pid, pid());
    }

    @Test
    void the_port_is_kept_and_changed_only_when_another_program_has_it() throws Exception {
        startMade();
        DatabaseAddress first = server.address();
        server.stop();
        assertEquals(first, prepared().address());
        try (ServerSocket other = new ServerSocket(port(), 1, InetAddress.getByName("127.0.0.1"))) {
            server = prepared();
            assertNotEquals(first.url(), server.address().url());
            assertEquals(other.getLocalPort(), port(first));
        }
    }

    @Test
    void the_server_goes_down_with_a_launcher_that_is_killed() throws Exception {
        takeMade();
        Process launcher = launcherInAProcess();
        long pid = pid();
        launcher.destroyForcibly().waitFor();
        eventuallyGone(pid);
    }

    @Test
    void a_server_that_outlived_launcher_and_watchdog_is_taken_over() throws Exception {
        takeMade();
        Process launcher = launcherInAProcess();
        long pid = pid();
        String address = server.address().url();
        List<ProcessHandle> shells = launcher.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("sh"))
                .toList();
        assertEquals(2, shells.size(), "the watchdog and the part of it that reads the pipe");
        signal("-STOP", launcher.pid()); // else it would put a new guard in the place of the old one
        for (ProcessHandle shell : shells) {
            kill(shell.pid());
        }
        launcher.destroyForcibly().waitFor();

        server = prepared();
        server.start();
        assertEquals(pid, pid());
        assertEquals(address, server.address().url());
        assertEquals("1", query("select 1"));
        server.stop();
        eventuallyGone(pid);
    }

    @Test
    void a_pid_file_that_names_another_program_does_not_keep_the_server_from_starting() throws Exception {
        takeMade();
        Files.write(PostmasterFile.in(home.databaseData()), List.of(
                Long.toString(ProcessHandle.current().pid()), "/elsewhere", "1795179625", "1", "", "127.0.0.1", "1 1", "ready"));
        server = prepared();
        server.start();
        assertEquals("1", query("select 1"));
    }

    @Test
    void a_creation_that_was_cut_off_is_begun_again() throws Exception {
        Files.createDirectories(home.root().resolve("data-18.new/data/base"));
        Files.writeString(home.root().resolve("data-18.new/data/PG_VERSION"), "18\n");
        server.start();
        assertEquals("1", query("select 1"));
        assertFalse(Files.exists(home.root().resolve("data-18.new")));
    }

    @Test
    void data_without_its_password_is_not_opened_and_not_thrown_away() throws Exception {
        takeMade();
        Files.delete(home.databasePassword());
        String message = assertThrows(StartFailure.class, this::prepared).getMessage();
        assertTrue(message.contains(home.databasePassword().toString()) && message.contains("backup"), message);
        assertTrue(Files.exists(home.databaseData().resolve("PG_VERSION")));
    }

    @Test
    void damaged_data_is_reported_with_the_servers_own_words() throws Exception {
        takeMade();
        Files.delete(home.databaseData().resolve("global/pg_control"));
        server = prepared();
        String message = assertThrows(StartFailure.class, server::start).getMessage();
        assertTrue(message.contains("pg_control"), message);
    }

    @Test
    void a_machine_without_a_server_jar_is_told_what_to_do() throws Exception {
        EmbeddedPostgres none = EmbeddedPostgres.prepare(home, folder, progress::add);
        String message = assertThrows(StartFailure.class, none::start).getMessage();
        assertTrue(message.contains("no embedded PostgreSQL") && message.contains("SPARKBOT_DATABASE_URL"), message);
    }

    private EmbeddedPostgres prepared() throws StartFailure {
        return EmbeddedPostgres.prepare(home, ServerBinariesTest.jars(), progress::add);
    }

    /** Starts the server of a home that was used before. */
    private void startMade() throws Exception {
        takeMade();
        server.start();
    }

    private void takeMade() throws Exception {
        for (Path part : List.of(made.databaseData(), made.databasePassword())) {
            assertEquals(0, new ProcessBuilder("cp", "-a", part.toString(), home.root().toString()).start().waitFor());
        }
        server = prepared();
    }

    private Process launcherInAProcess() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), ServerInAProcess.class.getName(),
                        home.root().toString(), ServerBinariesTest.jars().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = process.inputReader();
        assertEquals("runs", output.readLine());
        return process;
    }

    private int port() throws IOException {
        return Integer.parseInt(Files.readString(home.databasePort()).strip());
    }

    private static int port(DatabaseAddress address) {
        return Integer.parseInt(address.url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private long pid() throws IOException {
        return PostmasterFile.read(home.databaseData()).orElseThrow().pid();
    }

    private static void kill(long pid) throws Exception {
        signal("-KILL", pid);
    }

    private static void signal(String name, long pid) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor());
    }

    private static void eventuallyGone(long pid) throws Exception {
        eventually(() -> {
            assertTrue(new SystemProcesses().find(pid).isEmpty());
            return "";
        });
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connection()) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }

    private String query(String statement) throws SQLException {
        try (Connection connection = connection();
                ResultSet result = connection.createStatement().executeQuery(statement)) {
            result.next();
            return result.getString(1);
        }
    }

    private Connection connection() throws SQLException {
        DatabaseAddress address = server.address();
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    /** Tries until it works, for at most a minute and a half. */
    private static <T> T eventually(Callable<T> attempt) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        for (; ; Thread.sleep(20)) {
            try {
                return attempt.call();
            } catch (SQLException | AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }
}
