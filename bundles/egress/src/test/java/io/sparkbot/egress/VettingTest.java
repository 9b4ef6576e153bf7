package io.sparkbot.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.sparkbot.api.egress.OutboundHttp.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** N1: nothing inside the house can be reached, however the address is written. */
@Tag("N1")
class VettingTest {

    private final Vetting vetting = new Vetting(InetAddress::getAllByName, Set.of());

    @ParameterizedTest
    @Tag("F-660")
    @ValueSource(strings = {
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0/",
        "http://10.1.2.3/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/", "http://100.127.255.255/", "http://192.0.0.1/", "http://192.0.2.1/", "http://198.18.0.1/", "http://198.51.100.7/",
        "http://203.0.113.9/", "http://224.0.0.1/", "http://240.0.0.1/", "http://255.255.255.255/", "http://0.0.0.0/",
        "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:a00:1]/", "http://[fe80::1]/", "http://[fc00::1]/",
        "http://[fd12:3456::1]/", "http://[ff02::1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:db8::1]/", "http://[2001::1]/",
        "http://localhost/", "http://LOCALHOST./", "http://printer.local/", "http://metadata.google.internal/", "http://x.localhost/"
    })
    void an_address_inside_the_house_is_refused(String address) {
        assertThrows(IOException.class, () -> vetting.vet(URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "file:///etc/passwd", "ftp://93.184.216.34/", "gopher://93.184.216.34/", "http://user:pw@93.184.216.34/", "http://93.184.216.34:22/",
        "https://93.184.216.34:8443/", "http:///nohost"
    })
    void other_schemes_ports_and_credentials_are_refused(String address) {
        assertThrows(Refused.class, () -> vetting.vet(URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://93.184.216.34/", "http://93.184.216.34:443/x?y=z", "https://[2606:2800:220:1::1]/", "http://1.1.1.1/"})
    void a_public_address_passes(String address) throws IOException {
        assertEquals(URI.create(address), vetting.vet(URI.create(address)).uri());
    }

    @Test
    void a_name_with_one_inside_address_among_public_ones_is_refused() {
        var mixed = new Vetting(
                host -> new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")}, Set.of());
        assertThrows(Refused.class, () -> mixed.vet(URI.create("http://mixed.example/")));
    }

    @Test
    void the_name_is_looked_up_once_and_the_vetted_address_is_the_target() throws IOException {
        var lookups = new AtomicInteger();
        var rebinding = new Vetting(
                host -> new InetAddress[] {
                    InetAddress.getByName(lookups.getAndIncrement() == 0 ? "93.184.216.34" : "127.0.0.1")
                },
                Set.of());
        assertEquals("93.184.216.34", rebinding.vet(URI.create("http://rebind.example/")).address().getHostAddress());
        assertEquals(1, lookups.get());
    }

    @Test
    void an_allowed_inside_host_passes_with_any_port() throws IOException {
        var allowed = new Vetting(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, Set.of("wiki.lan"));
        assertTrue(allowed.vet(URI.create("http://wiki.lan:8080/")).address().isLoopbackAddress());
        assertThrows(Refused.class, () -> allowed.vet(URI.create("http://other.lan:8080/")));
    }
}
