package io.sparkbot.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import io.sparkbot.testkit.UsedHome;
import io.sparkbot.testmodel.TestModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The shipped product with a scripted model behind it; one server for each test class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WholeProduct {

    static final String PASSPHRASE = "correct horse battery";
    /** For machines that do much else at the same time. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    TestModel model;
    Server server;
    Api api;
    String room;

    @BeforeAll
    void start(@TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER) Path folder) throws IOException {
        model = TestModel.start(0);
        server = UsedHome.ofThisBuild()
                .copyTo(Files.createDirectories(folder.resolve("home")))
                .with("SPARKBOT_PASSPHRASE", PASSPHRASE)
                .with("OPENAI_API_KEY", "sk-test-0000000000000000000000")
                .with("OPENAI_BASE_URL", model.baseUrl())
                .with("SPARKBOT_MODEL", "scripted");
        prepare(server);
        server.start();
        signIn();
    }

    /** What a test class sets before its server starts. */
    void prepare(Server stopped) {}

    void signIn() {
        api = new Api(server.url()).signIn(PASSPHRASE);
        room = api.room();
    }

    /** Starts again on the same home; the token of before still counts. */
    void startAgain() {
        String token = api.token();
        server.start();
        api = new Api(server.url()).withToken(token);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        model.close();
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain until " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
