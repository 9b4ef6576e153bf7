package io.sparkbot.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkbot.cli.CommandFailure;
import io.sparkbot.cli.ExitCode;
import io.sparkbot.cli.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Gets in: with the saved session while it is good, else with the passphrase, whose session is then saved. */
final class Door {

    private final Client client;
    private final Asker asker;
    private final Screen screen;
    private final Path file;
    private final Optional<String> username;

    /** @param username the account to sign in to; without one the shared passphrase opens the door */
    Door(Client client, Asker asker, Screen screen, Path file, Optional<String> username) {
        this.client = client;
        this.asker = asker;
        this.screen = screen;
        this.file = file;
        this.username = username;
    }

    JsonNode enter(Optional<String> passphrase) throws CommandFailure, IOException {
        return enter(passphrase, Optional.empty());
    }

    /**
     * @param passphrase as given; without one the saved session is tried first
     * @param usual tried before anybody is asked
     * @return the room of the person's own conversation
     */
    JsonNode enter(Optional<String> passphrase, Optional<String> usual) throws CommandFailure, IOException {
        Optional<SavedSignIn> saved = SavedSignIn.load(file);
        if (passphrase.isEmpty() && saved.filter(this::isOurs).isPresent()) {
            client.useToken(saved.orElseThrow().token());
            try {
                return bootstrap();
            } catch (ServerFailure refused) {
                if (!refused.isNotSignedIn()) {
                    throw new CommandFailure(ExitCode.ERROR, refused.detail());
                }
                client.useToken("");
                screen.note("the saved session has ended");
            }
        }
        try {
            if (passphrase.isEmpty() && username.isEmpty() && usual.isPresent() && opens(usual.get())) {
                return bootstrap();
            }
            signIn(passphrase.or(() -> ask()).orElseThrow(() -> new CommandFailure(
                    ExitCode.NOT_SIGNED_IN, "not signed in: give --passphrase or set SPARKBOT_PASSPHRASE, or run `sparkbot chat` in a terminal once")));
            return bootstrap();
        } catch (ServerFailure refused) {
            throw new CommandFailure(refused.status() == 401 || refused.status() == 403 || refused.status() == 429 ? ExitCode.NOT_SIGNED_IN : ExitCode.ERROR,
                    refused.detail());
        }
    }

    /** Ends the saved session on the server, if it can be reached, and forgets it. */
    void reset() throws IOException {
        Optional<SavedSignIn> saved = SavedSignIn.load(file);
        if (saved.isPresent() && sameServer(saved.get().url()) && !saved.get().token().isBlank()) {
            client.useToken(saved.get().token());
            try {
                client.delete("/chat/users/session");
            } catch (CommandFailure | ServerFailure away) {
                screen.note("the session could not be ended on the server: " + away.getMessage());
            }
            client.useToken("");
        }
        Files.deleteIfExists(file);
    }

    private boolean opens(String passphrase) throws CommandFailure, ServerFailure, IOException {
        try {
            signIn(passphrase);
            return true;
        } catch (ServerFailure refused) {
            if (refused.isNotSignedIn() || refused.status() == 403) {
                return false;
            }
            throw refused;
        }
    }

    private void signIn(String passphrase) throws CommandFailure, ServerFailure, IOException {
        String token = client.post("/chat/users/login", credentials(passphrase)).path("access_token").asText("");
        if (token.isEmpty()) {
            throw new CommandFailure(ExitCode.NOT_SIGNED_IN, "the server did not give a session to this program");
        }
        client.useToken(token);
        new SavedSignIn(client.url(), token, username.orElse("")).save(file);
    }

    private Map<String, String> credentials(String secret) {
        return username.<Map<String, String>>map(name -> Map.of("username", name, "password", secret)).orElseGet(() -> Map.of("passphrase", secret));
    }

    /** A saved session of this server, and of the account that is asked for. */
    private boolean isOurs(SavedSignIn saved) {
        return sameServer(saved.url()) && !saved.token().isBlank() && (username.isEmpty() || username.get().equals(saved.username()));
    }

    private Optional<String> ask() {
        if (username.isPresent()) {
            return asker.secret("Password for " + username.get() + ": ");
        }
        boolean local = isLoopback(client.url());
        return asker.secret("Passphrase" + (local ? " [" + SignIn.DEFAULT_PASSPHRASE + "]" : "") + ": ")
                .map(typed -> typed.isEmpty() && local ? SignIn.DEFAULT_PASSPHRASE : typed);
    }

    private JsonNode bootstrap() throws CommandFailure, ServerFailure {
        return client.post("/chat/users/bootstrap", Map.of());
    }

    /** The local server may have another port after a restart; its sessions are the same. */
    private boolean sameServer(String url) {
        return url.equals(client.url()) || (isLoopback(url) && isLoopback(client.url()));
    }

    static boolean isLoopback(String url) {
        return url.matches("https?://(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?/?");
    }
}
