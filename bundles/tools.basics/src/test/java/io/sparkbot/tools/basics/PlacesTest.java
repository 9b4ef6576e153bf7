package io.sparkbot.tools.basics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    @ParameterizedTest
    @CsvSource({
        "Tokyo, Asia/Tokyo", "tokyo, Asia/Tokyo", "New York, America/New_York", "Europe/Berlin, Europe/Berlin", "europe/berlin, Europe/Berlin",
        "UTC, UTC", "Beijing, Asia/Shanghai", "São Paulo, ''", "Sao Paulo, America/Sao_Paulo", "Los Angeles, America/Los_Angeles"
    })
    void a_city_or_zone_name_is_found(String place, String zone) {
        assertEquals(zone, Places.zone(place).map(ZoneId::getId).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Atlantis", "../etc/passwd", "GMT+99", "x"})
    void an_unknown_place_is_said_to_be_unknown(String place) {
        assertEquals(Optional.empty(), Places.zone(place));
    }
}
