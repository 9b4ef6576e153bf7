package io.sparkbot.launcher.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
    @TempDir
    private Path folder;

    @Test
    void accounts_are_read_and_other_lines_left_out() throws IOException {
        Path passwd = Files.writeString(folder.resolve("passwd"), """
                root:x:0:0:root:/root:/bin/bash
                # a remark
                +::::::
                short:x:5
                sparkbot:x:10001:10002::/data:/usr/sbin/nologin
                """);
        assertEquals(List.of(new Account("root", 0, 0), new Account("sparkbot", 10001, 10002)), Account.all(passwd));
    }

    @Test
    void a_number_without_a_name_is_an_account_too() throws IOException {
        Path passwd = Files.writeString(folder.resolve("passwd"), "nobody-here:x:4242424:1::/:/bin/sh\n");
        Account owner = Account.ownerOf(passwd, passwd);
        assertEquals("", owner.name());
        assertEquals(Files.getAttribute(passwd, "unix:uid"), owner.uid());
    }

    @Test
    void without_an_account_file_there_are_no_accounts() throws IOException {
        assertEquals(List.of(), Account.all(folder.resolve("absent")));
    }
}
