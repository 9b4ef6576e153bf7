package io.sparkbot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import io.sparkbot.testkit.Api;
import io.sparkbot.testkit.Server;
import io.sparkbot.testmodel.TestModel;

/** A running product with a scripted model behind it, in a home folder of its own. */
final class Product implements AutoCloseable {

    private static final String PASSPHRASE = "bench passphrase";

    private final TestModel model;
    private final Server server;
    private Api api;

    private Product(TestModel model, Server server) {
        this.model = model;
        this.server = server;
        this.api = new Api(server.url());
    }

    /** @param environment more variables for the server */
    static Product start(Map<String, String> environment) throws IOException {
        TestModel model = TestModel.start(0);
        Path home = Files.createTempDirectory("sparkbot-bench");
        Server server = new Server(home)
                .with("SPARKBOT_PASSPHRASE", PASSPHRASE)
                .with("OPENAI_API_KEY", "sk-bench-0000000000000000000000")
                .with("OPENAI_BASE_URL", model.baseUrl())
                .with("SPARKBOT_TURNS_SENDS_PER_MINUTE", "100000")
                .with("SPARKBOT_AOT", "now")
                .with("SPARKBOT_MODEL", "scripted");
        environment.forEach(server::with);
        server.start();
        var product = new Product(model, server);
        product.signIn();
        return product;
    }

    void signIn() {
        api = new Api(server.url()).signIn(PASSPHRASE);
    }

    Server server() {
        return server;
    }

    Api api() {
        return api;
    }

    TestModel model() {
        return model;
    }

    /** A new room. */
    String room(String name) {
        return api.post("/chat/rooms/", Map.of("name", name)).ok().get("id").asText();
    }

    /** A connection to the product's own embedded database. */
    Connection database() throws IOException, SQLException {
        String password = Files.readString(server.home().resolve("password")).strip();
        String port = Files.readString(server.home().resolve("port")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "sparkbot", password);
    }

    @Override
    public void close() throws IOException {
        server.close();
        model.close();
    }
}
