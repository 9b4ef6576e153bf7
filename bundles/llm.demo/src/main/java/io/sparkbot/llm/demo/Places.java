package io.sparkbot.llm.demo;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Time zones of places: the cities of the time zone database, and well-known ones that it files under another name. */
final class Places {

    private static final Map<String, String> ZONES = zones();

    private Places() {}

    static Optional<String> zone(String place) {
        String name = place.toLowerCase(Locale.ROOT)
                .replaceFirst("^the\\s+", "")
                .replaceFirst(",.*", "")
                .strip();
        return Optional.ofNullable(ZONES.get(name));
    }

    /** The places of "Tokyo, Oslo and New York". */
    static List<String> split(String places) {
        return Stream.of(places.split("\\s*(?:,|\\band\\b|&)\\s*"))
                .filter(place -> !place.isBlank())
                .limit(5)
                .toList();
    }

    private static Map<String, String> zones() {
        Map<String, String> zones = new HashMap<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            if (!id.startsWith("Etc/") && !id.startsWith("SystemV/")) {
                String city =
                        id.substring(id.lastIndexOf('/') + 1).replace('_', ' ').toLowerCase(Locale.ROOT);
                zones.merge(city, id, (one, other) -> one.contains("/") ? one : other);
            }
        }
        Map.of(
                        "America/New_York", "washington, boston, miami, philadelphia, atlanta, new york city, nyc",
                        "America/Los_Angeles", "san francisco, seattle, san diego, las vegas, la, california, portland",
                        "America/Chicago", "dallas, houston, austin, new orleans, texas",
                        "Asia/Kolkata", "india, delhi, new delhi, mumbai, bangalore, bengaluru, chennai",
                        "Asia/Shanghai", "china, beijing, shenzhen, guangzhou",
                        "Asia/Tokyo", "japan, osaka, kyoto",
                        "Europe/Berlin", "germany, munich, hamburg, frankfurt, cologne, stuttgart, leipzig",
                        "Europe/London", "england, uk, united kingdom, manchester, edinburgh, scotland, wales",
                        "Australia/Sydney", "canberra",
                        "UTC", "utc, gmt")
                .forEach((zone, names) -> Stream.of(names.split(", ")).forEach(name -> zones.put(name, zone)));
        Map.of(
                        "Europe/Paris", "france, lyon, marseille",
                        "Europe/Madrid", "spain, barcelona",
                        "Europe/Rome", "italy, milan, naples, florence, venice",
                        "Europe/Oslo", "norway, bergen, trondheim",
                        "Europe/Zurich", "switzerland, geneva, basel, bern",
                        "Europe/Vienna", "austria, salzburg",
                        "Europe/Amsterdam", "netherlands, rotterdam, holland",
                        "Europe/Stockholm", "sweden, gothenburg",
                        "America/Sao_Paulo", "brazil, rio de janeiro, rio")
                .forEach((zone, names) -> Stream.of(names.split(", ")).forEach(name -> zones.put(name, zone)));
        return Map.copyOf(zones);
    }
}
