package io.sparkbot.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("N12")
class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.1, false", "10.0.0.128/25, 10.0.0.127, false", "10.0.0.128/25, 10.0.0.128, true",
        "10.1.2.3, 10.1.2.3, true", "10.1.2.3, 10.1.2.4, false", "10.1.2.3/32, 10.1.2.3, true", "10.1.2.3/32, 10.1.2.2, false", "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, ::1, false", "fd00::/8, fd12::1, true", "fd00::/8, fe80::1, false", "::1/128, ::1, true", "10.0.0.0/8, [::1], false", "::1, [::1], true",
        "10.0.0.0/8, proxy.example, false"
    })
    void a_range_trusts_what_lies_in_it(String range, String address, boolean trusted) {
        assertEquals(trusted, TrustedProxies.parse(range).trusts(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/x", "::/129", "proxy.example", "proxy.example/8", "10.0.0.0/8/8"})
    void what_is_no_range_trusts_nobody_and_leaves_the_others_in_force(String bad) {
        assertEquals(0, TrustedProxies.parse(bad).ranges().size());
        assertEquals(1, TrustedProxies.parse(bad + ", 192.0.2.1").ranges().size());
        assertFalse(TrustedProxies.parse(bad).trusts("10.0.0.1"));
    }

    @Test
    void nobody_is_trusted_by_default() {
        assertFalse(TrustedProxies.parse("").trusts("127.0.0.1"));
        assertEquals("127.0.0.1", TrustedProxies.parse(" , ").client("127.0.0.1", "203.0.113.7"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "10.0.0.1 | 203.0.113.7 | 203.0.113.7", "10.0.0.1 | 198.51.100.9, 203.0.113.7, 10.0.0.2 | 203.0.113.7", "203.0.113.1 | 198.51.100.9 | 203.0.113.1",
        "10.0.0.1 | 10.0.0.3, 10.0.0.2 | 10.0.0.3", "10.0.0.1 | 203.0.113.7:4711 | 203.0.113.7", "10.0.0.1 | [2001:db8::1]:443 | 2001:db8::1",
        "10.0.0.1 | spoofed, unknown | 10.0.0.1"
    })
    void the_client_is_the_last_hop_that_no_trusted_proxy_is(String peer, String forwarded, String client) {
        assertEquals(client, TrustedProxies.parse("10.0.0.0/8").client(peer, forwarded));
    }
}
