package io.sparkbot.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peers whose {@code X-Forwarded-*} headers are believed. */
public record TrustedProxies(List<Range> ranges) {

    private static final Logger log = LoggerFactory.getLogger(TrustedProxies.class);

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /** Reads a comma list of addresses and ranges in CIDR notation; an entry that is neither is left out with a warning. */
    public static TrustedProxies parse(String list) {
        List<Range> ranges = new ArrayList<>();
        for (String entry : list.split(",")) {
            String text = entry.strip();
            if (text.isEmpty()) {
                continue;
            }
            Range range = Range.parse(text);
            if (range == null) {
                log.warn("trusted proxy \"{}\" is ignored: give an address or a range such as 10.0.0.0/8 (web.trusted_proxies)", text);
            } else {
                ranges.add(range);
            }
        }
        return new TrustedProxies(ranges);
    }

    public boolean trusts(String address) {
        if (ranges.isEmpty()) {
            return false;
        }
        byte[] bytes = bytes(address);
        return bytes != null && ranges.stream().anyMatch(range -> range.holds(bytes));
    }

    /**
     * The client behind a chain of proxies: the last entry of {@code X-Forwarded-For} that is not a trusted proxy itself.
     *
     * @param peer address of the direct peer
     * @param forwardedFor the header's value, entries in order; null when absent
     */
    public String client(String peer, @Nullable String forwardedFor) {
        String client = peer;
        if (forwardedFor == null) {
            return client;
        }
        String[] hops = forwardedFor.split(",");
        for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
            String hop = withoutPort(hops[i].strip());
            if (bytes(hop) == null) {
                return client;
            }
            client = hop;
        }
        return client;
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end > 0 ? hop.substring(1, end) : hop;
        }
        int colon = hop.indexOf(':');
        return colon > 0 && hop.indexOf(':', colon + 1) < 0 ? hop.substring(0, colon) : hop;
    }

    private static byte @Nullable [] bytes(String address) {
        try {
            String literal = address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** Addresses that share their first {@code bits} bits with {@code network}. */
    public record Range(byte[] network, int bits) {

        static @Nullable Range parse(String text) {
            int slash = text.indexOf('/');
            byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
            if (network == null) {
                return null;
            }
            int all = network.length * 8;
            try {
                int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
                return bits >= 0 && bits <= all ? new Range(network, bits) : null;
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += 8) {
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
                if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
