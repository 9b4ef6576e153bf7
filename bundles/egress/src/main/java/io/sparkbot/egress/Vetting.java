package io.sparkbot.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.sparkbot.api.egress.OutboundHttp.Refused;

/** Decides whether an address may be called, and which network address is the one to connect to. */
final class Vetting {

    /** Octal, hexadecimal, single numbers: parsers disagree on what they mean, so none of them is called. */
    private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Set<Integer> PORTS = Set.of(80, 443);

    private final Resolver resolver;
    private final Set<String> allowedInside;

    /** Turns a host name into addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * A vetted target.
     *
     * @param address the one to connect to; the name is not looked up again
     * @param excepted whether only the list of allowed inside hosts lets it pass
     */
    record Target(URI uri, String host, int port, boolean secure, InetAddress address, boolean excepted) {}

    Vetting(Resolver resolver, Set<String> allowedInside) {
        this.resolver = resolver;
        this.allowedInside = allowedInside;
    }

    Target vet(URI uri) throws IOException {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            throw new Refused("only http and https addresses can be called, not \"" + scheme + "\"");
        }
        if (uri.getRawUserInfo() != null) {
            throw new Refused("an address must not carry a user name or password");
        }
        String host = host(uri);
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        boolean allowed = allowedInside.contains(host);
        if (!allowed && !PORTS.contains(port)) {
            throw new Refused("port " + port + " of " + host + " is not open to tools; only 80 and 443 are");
        }
        if (!allowed && isInsideName(host)) {
            throw new Refused(host + " is a name inside the house; tools may not call it");
        }
        return new Target(uri, host, port, secure, address(host, allowed), allowed);
    }

    private static String host(URI uri) throws Refused {
        String host = uri.getHost();
        if (host == null || host.isBlank()) {
            throw new Refused("the address names no host");
        }
        String plain = host.toLowerCase(Locale.ROOT);
        String bare = plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
        if (NUMERIC.matcher(bare).matches() && !DOTTED_QUAD.matcher(bare).matches()) {
            throw new Refused(bare + " is an unusual way to write an address; write it as four decimal numbers");
        }
        return bare;
    }

    private static boolean isInsideName(String host) {
        return host.equals("localhost")
                || List.of(".localhost", ".local", ".internal", ".lan", ".home.arpa").stream().anyMatch(host::endsWith);
    }

    private InetAddress address(String host, boolean allowed) throws IOException {
        InetAddress[] addresses;
        try {
            addresses = resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw new IOException("the host " + host + " is unknown, or there is no network", e);
        }
        // One inside address among several is enough to refuse: which one is taken would be chance.
        if (!allowed && !Arrays.stream(addresses).allMatch(AddressRules::isPublic)) {
            throw new Refused(host + " leads to an address inside the house; tools may not call it (egress.allow_hosts)");
        }
        return addresses[0];
    }
}
