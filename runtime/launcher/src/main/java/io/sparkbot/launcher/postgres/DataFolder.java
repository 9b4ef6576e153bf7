package io.sparkbot.launcher.postgres;

import io.sparkbot.launcher.home.Home;
import io.sparkbot.launcher.home.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** What the home folder says about its database without any PostgreSQL program: does it exist, who serves it, where. */
record DataFolder(Home home) {
    Path path() {
        return home.databaseData();
    }

    boolean exists() {
        return Files.exists(path().resolve("PG_VERSION"));
    }

    Optional<PostmasterFile> postmaster() throws IOException {
        return PostmasterFile.read(path());
    }

    PostmasterFile.Owner owner(PostmasterFile file) throws IOException {
        return file.owner(path().toRealPath(), new SystemProcesses());
    }

    /** The server of this folder, if one runs. */
    Optional<PostmasterFile> server() throws IOException {
        Optional<PostmasterFile> file = exists() ? postmaster() : Optional.empty();
        return file.isPresent() && owner(file.get()) == PostmasterFile.Owner.OURS ? file : Optional.empty();
    }

    /** Made with the first start and kept beside the data. */
    String password() throws IOException, StartFailure {
        Path file = home.databasePassword();
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (exists()) {
            throw new StartFailure("the file " + file + " with the password of the database is gone: restore it from a"
                    + " backup of the home folder; without it the data in " + path() + " cannot be opened");
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password + "\n");
        return password;
    }

    /** A server that still runs keeps its port; else the port of the last time, if it is free; else a new one. */
    int port() throws IOException {
        int running = server().map(PostmasterFile::port).orElse(0);
        if (running > 0) {
            return running;
        }
        Path file = home.databasePort();
        String last = Files.exists(file) ? Files.readString(file).strip() : "";
        if (last.matches("\\d{1,5}") && isFree(Integer.parseInt(last))) {
            return Integer.parseInt(last);
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Files.writeString(file, socket.getLocalPort() + "\n");
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
