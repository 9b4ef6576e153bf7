package io.sparkbot.launcher.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real server jar. */
class ServerBinariesTest {
    @TempDir
    private Path parent;

    /** The folder with the server jar: the one of the build's own repository, which holds exactly that jar. */
    static Path jars() {
        String resource = "postgres-linux-" + System.getProperty("os.arch").replace("amd64", "x86_64").replace("aarch64", "arm_64") + ".txz";
        String url = String.valueOf(ServerBinariesTest.class.getClassLoader().getResource(resource));
        return Path.of(URI.create(url.replaceFirst("^jar:", "").replaceFirst("!.*", ""))).resolveSibling("");
    }

    @Test
    void two_servers_that_unpack_at_once_share_what_the_faster_one_unpacked() throws Exception {
        CyclicBarrier bothFoundNothing = new CyclicBarrier(2);
        try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ServerBinaries>> both = Stream.generate(() -> starts.submit(
                            () -> ServerBinaries.unpacked(jars(), parent, words -> meet(bothFoundNothing))))
                    .limit(2)
                    .toList();
            ServerBinaries one = both.getFirst().get(60, TimeUnit.SECONDS);
            assertEquals(one, both.getLast().get(60, TimeUnit.SECONDS));
            assertTrue(Files.isExecutable(one.program("postgres")));
            assertEquals(List.of(one.folder()), entries());
        }
    }

    @Test
    void what_is_unpacked_already_is_used_as_it_is() throws Exception {
        ServerBinaries first = ServerBinaries.unpacked(jars(), parent, words -> {});
        Files.delete(first.program("initdb"));
        ServerBinaries second = ServerBinaries.unpacked(jars(), parent, words -> {
            throw new AssertionError(words);
        });
        assertEquals(first, second);
        assertTrue(Files.notExists(second.program("initdb")));
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.toList();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}
