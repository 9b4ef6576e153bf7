package io.sparkbot.launcher.postgres;

import io.sparkbot.launcher.home.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A user of the operating system.
 *
 * @param name empty when the system has no name for the number
 */
record Account(String name, int uid, int gid) {
    boolean isRoot() {
        return uid == 0;
    }

    /** Gives the folder and everything in it to this account. */
    void take(Path folder) throws IOException {
        for (Path path : Folders.all(folder)) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    static Account ownerOf(Path path, Path passwd) throws IOException {
        int uid = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int gid = (Integer) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        return all(passwd).stream()
                .filter(account -> account.uid == uid)
                .findFirst()
                .orElse(new Account("", uid, gid));
    }

    /** Every account of a file in the format of {@code /etc/passwd}; lines that are none are left out. */
    static List<Account> all(Path passwd) throws IOException {
        List<Account> accounts = new ArrayList<>();
        if (Files.isReadable(passwd)) {
            for (String line : Files.readAllLines(passwd, StandardCharsets.ISO_8859_1)) {
                String[] field = line.split(":");
                if (field.length >= 4 && field[2].matches("\\d{1,9}") && field[3].matches("\\d{1,9}")) {
                    accounts.add(new Account(field[0], Integer.parseInt(field[2]), Integer.parseInt(field[3])));
                }
            }
        }
        return accounts;
    }
}
