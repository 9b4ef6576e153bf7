package io.sparkbot.tools.basics;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the time zone of a place: an IANA name, its last part, or a city that shares a zone with a bigger one. */
final class Places {

    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("beijing", "Asia/Shanghai"),
            Map.entry("mumbai", "Asia/Kolkata"),
            Map.entry("delhi", "Asia/Kolkata"),
            Map.entry("new_delhi", "Asia/Kolkata"),
            Map.entry("bangalore", "Asia/Kolkata"),
            Map.entry("kyoto", "Asia/Tokyo"),
            Map.entry("osaka", "Asia/Tokyo"),
            Map.entry("san_francisco", "America/Los_Angeles"),
            Map.entry("seattle", "America/Los_Angeles"),
            Map.entry("boston", "America/New_York"),
            Map.entry("washington", "America/New_York"),
            Map.entry("miami", "America/New_York"),
            Map.entry("houston", "America/Chicago"),
            Map.entry("rio_de_janeiro", "America/Sao_Paulo"),
            Map.entry("munich", "Europe/Berlin"),
            Map.entry("hamburg", "Europe/Berlin"),
            Map.entry("frankfurt", "Europe/Berlin"),
            Map.entry("geneva", "Europe/Zurich"),
            Map.entry("milan", "Europe/Rome"),
            Map.entry("barcelona", "Europe/Madrid"),
            Map.entry("edinburgh", "Europe/London"),
            Map.entry("manchester", "Europe/London"),
            Map.entry("kyiv", "Europe/Kyiv"),
            Map.entry("cape_town", "Africa/Johannesburg"),
            Map.entry("wellington", "Pacific/Auckland"),
            Map.entry("canberra", "Australia/Sydney"));

    private Places() {}

    static Optional<ZoneId> zone(String place) {
        String wanted = place.strip().replace(' ', '_');
        if (wanted.isEmpty() || wanted.length() > 60) {
            return Optional.empty();
        }
        String shared = SHARED.get(wanted.toLowerCase(Locale.ROOT));
        if (shared != null) {
            return Optional.of(ZoneId.of(shared));
        }
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.equalsIgnoreCase(wanted) || (id.contains("/") && last(id).equalsIgnoreCase(wanted)))
                .filter(id -> !id.startsWith("SystemV/"))
                .min(java.util.Comparator.comparing((String id) -> !id.equalsIgnoreCase(wanted)).thenComparing(id -> id.startsWith("Etc/")).thenComparing(id -> id))
                .map(ZoneId::of);
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
