package io.sparkbot.cli.backup;

import io.sparkbot.cli.DatabaseConnection;
import io.sparkbot.launcher.database.DatabaseAddress;
import io.sparkbot.launcher.home.Folders;
import io.sparkbot.launcher.home.Home;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The embedded database's own files. Of a running server they are copied as an online base backup: the server keeps the log from before
 * the copying on, and the copy is made consistent from it when it is started. Of a stopped one they are simply copied.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">PostgreSQL: base backup with the low level API</a>
 */
final class DataFiles {

    /** Folders that must be there but whose contents a fresh start makes anew. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_dynshmem", "pg_notify", "pg_replslot", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "backup_label", "backup_label.old", "tablespace_map");
    private static final String CONTROL = "global/pg_control";

    private final Path data;
    private final ArchiveWriter archive;
    private final LongConsumer progress;

    /** @param progress told the bytes taken in so far */
    DataFiles(Home home, ArchiveWriter archive, LongConsumer progress) {
        this.data = home.databaseData();
        this.archive = archive;
        this.progress = progress;
    }

    /** @param product the unpacked distribution, which has the driver */
    void copyLive(Path product, DatabaseAddress address) throws IOException, SQLException {
        try (DatabaseConnection open = DatabaseConnection.open(product, address, 0)) {
            Connection sql = open.sql();
            // keeps the log from now on until this connection ends, however it ends
            String slot = "sparkbot_backup_" + ProcessHandle.current().pid();
            value(sql, "select slot_name from pg_create_physical_replication_slot('" + slot + "', true, true)", 1);
            String first = value(sql, "select pg_walfile_name(pg_backup_start('sparkbot', true))", 1);
            copy(false);
            archive.file(entry(CONTROL), data.resolve(CONTROL));
            try (Statement stop = sql.createStatement();
                    ResultSet row = stop.executeQuery("select labelfile, pg_walfile_name(lsn) from pg_backup_stop(false)")) {
                row.next();
                archive.add(entry("backup_label"), new ByteArrayInputStream(row.getString(1).getBytes(StandardCharsets.UTF_8)));
                copyLog(first, row.getString(2));
            }
        }
    }

    /** The caller holds the home's lock, so that no server starts meanwhile. */
    void copyCold() throws IOException {
        copy(true);
        archive.file(entry(CONTROL), data.resolve(CONTROL));
    }

    private static String value(Connection sql, String query, int column) throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(column);
        }
    }

    private void copy(boolean withLog) throws IOException {
        for (Path path : Folders.all(data)) {
            Path relative = data.relativize(path);
            String top = relative.getName(0).toString();
            boolean logFile = top.equals("pg_wal") && !withLog;
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                if (relative.getNameCount() == 1 || !EMPTIED.contains(top)) {
                    archive.folder(relative.toString().isEmpty() ? data.getFileName().toString() : entry(relative.toString()));
                }
            } else if (!EMPTIED.contains(top) && !logFile && counts(relative)) {
                archive.file(entry(relative.toString()), path);
                progress.accept(archive.bytes());
            }
        }
    }

    private static boolean counts(Path relative) {
        String name = relative.getFileName().toString();
        return !LEFT_OUT.contains(relative.toString())
                && !relative.toString().equals(CONTROL)
                && !name.startsWith("pgsql_tmp")
                && !name.equals("pg_internal.init");
    }

    /** The log from the copy's beginning to its end; nothing of it may be missing. */
    private void copyLog(String first, String last) throws IOException {
        List<Path> segments = Folders.all(data.resolve("pg_wal")).stream()
                .filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
                .filter(file -> file.getFileName().toString().compareTo(first) >= 0 && file.getFileName().toString().compareTo(last) <= 0)
                .toList();
        if (segments.isEmpty() || !segments.getFirst().endsWith(first) || !segments.getLast().endsWith(last)) {
            throw new IOException("the database's log from " + first + " to " + last + " is not there any more");
        }
        int before = archive.skipped();
        for (Path segment : segments) {
            archive.file(entry("pg_wal/" + segment.getFileName()), segment);
        }
        if (archive.skipped() > before) {
            throw new IOException("a piece of the database's log went away while it was copied");
        }
    }

    private String entry(String name) {
        return data.getFileName() + "/" + name;
    }
}
