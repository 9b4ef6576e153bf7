package io.sparkbot.cli;

import io.sparkbot.launcher.database.DatabaseAddress;
import io.sparkbot.launcher.home.Folders;
import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.RunFolder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** A connection through the driver of the product's own bundles: the command line has none itself. */
public final class DatabaseConnection implements AutoCloseable {

    private final URLClassLoader loader;
    private final Connection connection;

    private DatabaseConnection(URLClassLoader loader, Connection connection) {
        this.loader = loader;
        this.connection = connection;
    }

    /**
     * @param product the unpacked distribution
     * @param silenceSeconds how long the server may say nothing
     */
    public static DatabaseConnection open(Path product, DatabaseAddress address, int silenceSeconds) throws IOException, SQLException {
        Properties login = new Properties();
        login.setProperty("user", address.user());
        login.setProperty("password", address.password());
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", Integer.toString(silenceSeconds));
        URLClassLoader loader = new URLClassLoader(new URL[] {driverJar(product).toUri().toURL()});
        try {
            Driver driver = (Driver) loader.loadClass("org.postgresql.Driver").getConstructor().newInstance();
            return new DatabaseConnection(loader, driver.connect(address.url(), login));
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw new IOException("the database driver cannot be used", e);
        } catch (SQLException e) {
            loader.close();
            throw e;
        }
    }

    /** The embedded database of the server that runs on this home; empty when it runs on another one. */
    public static Optional<DatabaseAddress> embedded(Home home) throws IOException {
        Optional<String> described = new RunFolder(home).database().filter(words -> words.startsWith("embedded "));
        if (described.isEmpty()) {
            return Optional.empty();
        }
        String[] words = described.get().split(" ");
        return Optional.of(new DatabaseAddress(words[1], words[words.length - 1], Files.readString(home.databasePassword()).strip()));
    }

    public Connection sql() {
        return connection;
    }

    private static Path driverJar(Path product) throws IOException {
        return Folders.all(product.resolve("bundle")).stream()
                .filter(file -> file.getFileName().toString().matches("postgresql-\\d.*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IOException("no database driver in " + product.resolve("bundle")));
    }

    @Override
    public void close() throws SQLException, IOException {
        try (loader) {
            connection.close();
        }
    }
}
