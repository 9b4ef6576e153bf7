package io.sparkbot.launcher.home;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address the server listens on.
 *
 * @param host name or address of a network interface of this machine
 * @param port 0 to 65535; 0 means any free one
 */
public record ServerAddress(String host, int port) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 3000;

    /** For each of the two the first that is given: option, environment, {@code [server]} in sparkbot.toml, default. */
    public static ServerAddress resolve(
            @Nullable String hostOption, @Nullable String portOption, Map<String, String> environment, Home home)
            throws StartFailure {
        Optional<String> host = given(hostOption).or(() -> given(environment.get("SPARKBOT_HOST")));
        Optional<Integer> port = given(portOption).isPresent()
                ? Optional.of(port(given(portOption).get(), "--port"))
                : given(environment.get("SPARKBOT_PORT")).isPresent()
                        ? Optional.of(port(given(environment.get("SPARKBOT_PORT")).get(), "SPARKBOT_PORT"))
                        : Optional.empty();
        ServerSection file = host.isPresent() && port.isPresent()
                ? ServerSection.NOTHING
                : ServerSection.read(home.settingsFile());
        return new ServerAddress(
                withoutBrackets(host.or(file::host).orElse(DEFAULT_HOST)),
                port.or(file::port).orElse(DEFAULT_PORT));
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(s -> !s.isEmpty());
    }

    static int port(String text, String source) throws StartFailure {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw new StartFailure(source + " is \"" + text + "\"; a port is a number from 0 to 65535 (0 = any free one)");
        }
        return Integer.parseInt(text);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * Binds once, to see that the server will be able to.
     *
     * @return this address, with a real port in place of 0
     */
    public ServerAddress claim() throws StartFailure {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartFailure("the host \"" + host + "\" is not known here: give an address of this machine with"
                    + " --host, 127.0.0.1 for this machine only or 0.0.0.0 for every network", e);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address, port));
            return new ServerAddress(host, probe.getLocalPort());
        } catch (BindException e) {
            throw new StartFailure(whyNotBound(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new StartFailure("the server cannot listen on " + host + " port " + port + ": " + e.getMessage(), e);
        }
    }

    private String whyNotBound(String reason) {
        if (reason.contains("Permission denied")) {
            return "port " + port + " needs rights this user does not have (ports below 1024 usually do):"
                    + " choose another one with --port N";
        }
        if (reason.contains("assign requested address")) {
            return "the host " + host + " is no address of this machine: give one with --host, 127.0.0.1 for this"
                    + " machine only or 0.0.0.0 for every network";
        }
        return "port " + port + " on " + host + " is taken by another program: stop that one, or choose another port"
                + " with --port N (0 = any free one) or SPARKBOT_PORT";
    }

    /** Where this machine reaches the server: a wildcard address is reached through loopback. */
    public String reachableHost() {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> host;
        };
    }

    /** Without a slash at the end. */
    public String url() {
        String reachable = reachableHost();
        return "http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port;
    }
}
