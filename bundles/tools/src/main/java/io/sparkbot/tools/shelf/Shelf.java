package io.sparkbot.tools.shelf;

import io.sparkbot.api.tool.Tool;
import io.sparkbot.api.tool.ToolDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/**
 * The tools there are at one moment, worked out from all offers: built-ins first, then skills in the order in which they came; a name or
 * alias belongs to whoever claims it first. Of two bundles with one symbolic name the older one serves until it drains. A skill with one
 * bad tool has none. Immutable.
 */
public final class Shelf {

    private final Map<String, Slot> callable = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();

    /**
     * One tool in the listing.
     *
     * @param rejected why it cannot be called
     */
    public record Placed(Origin origin, Tool tool, ToolDescriptor descriptor, Optional<String> rejected) {}

    private record Skill(Origin origin, List<Offer> offers) {}

    private Shelf() {}

    public static Shelf empty() {
        return new Shelf();
    }

    /**
     * @param ranks the order of arrival by symbolic name
     * @param draining bundles that take no more calls
     */
    public static Shelf of(Collection<Offer> offers, Map<String, Long> ranks, LongPredicate draining) {
        Shelf shelf = new Shelf();
        serving(offers, draining).stream()
                .sorted(Comparator.comparing((Skill s) -> !s.origin().builtin())
                        .thenComparing(s -> ranks.getOrDefault(s.origin().skillId(), Long.MAX_VALUE))
                        .thenComparing(s -> s.origin().bundleId()))
                .forEach(shelf::place);
        shelf.placed.sort(Comparator.comparing(p -> p.descriptor().name()));
        return shelf;
    }

    /** The offers of the bundles that serve: for each symbolic name the oldest that does not drain, or else the oldest. */
    private static List<Skill> serving(Collection<Offer> offers, LongPredicate draining) {
        Map<String, Map<Long, List<Offer>>> byName = new LinkedHashMap<>();
        for (Offer offer : offers) {
            byName.computeIfAbsent(offer.origin().skillId(), k -> new TreeMap<>())
                    .computeIfAbsent(offer.origin().bundleId(), k -> new ArrayList<>())
                    .add(offer);
        }
        List<Skill> serving = new ArrayList<>();
        for (Map<Long, List<Offer>> versions : byName.values()) {
            versions.entrySet().stream()
                    .filter(v -> !draining.test(v.getKey()))
                    .findFirst()
                    .or(() -> versions.entrySet().stream().findFirst().filter(v -> versions.size() == 1))
                    .ifPresent(v -> serving.add(skill(v.getValue())));
        }
        return serving;
    }

    private static Skill skill(List<Offer> offers) {
        List<Offer> inOrder = offers.stream().sorted(Comparator.comparing(Offer::number)).toList();
        return new Skill(inOrder.get(0).origin(), inOrder);
    }

    private void place(Skill skill) {
        if (skill.origin().builtin()) {
            skill.offers().forEach(offer -> placeTogether(skill.origin(), List.of(offer)));
        } else {
            placeTogether(skill.origin(), skill.offers());
        }
    }

    /** All tools of these offers, or, if one of them is no good, none. */
    private void placeTogether(Origin origin, List<Offer> offers) {
        Map<Candidate, Optional<String>> faults = new LinkedHashMap<>();
        Map<String, Slot> claimed = new HashMap<>();
        for (Offer offer : offers) {
            for (Candidate candidate : offer.candidates()) {
                faults.put(candidate, candidate.fault().or(() -> claim(offer, candidate, claimed)));
            }
        }
        String bad = faults.entrySet().stream()
                .filter(f -> f.getValue().isPresent())
                .map(f -> f.getKey().descriptor().name() + ": " + f.getValue().get())
                .collect(Collectors.joining("; "));
        if (bad.isEmpty()) {
            callable.putAll(claimed);
        }
        faults.forEach((candidate, fault) -> placed.add(new Placed(
                origin,
                candidate.tool(),
                candidate.descriptor(),
                bad.isEmpty() ? Optional.empty() : fault.or(() -> Optional.of("rejected together with another tool of its skill: " + bad)))));
    }

    private Optional<String> claim(Offer offer, Candidate candidate, Map<String, Slot> claimed) {
        Slot slot = new Slot(offer, candidate.tool(), candidate.descriptor(), candidate.schema().orElseThrow());
        List<String> names = new ArrayList<>(List.of(candidate.descriptor().name()));
        names.addAll(candidate.descriptor().aliases());
        for (String name : names) {
            Slot owner = claimed.getOrDefault(name, callable.get(name));
            if (owner != null && owner.tool() != candidate.tool()) {
                return Optional.of("the name \"" + name + "\" belongs to "
                        + (owner.origin().builtin() ? "the built-in tool " : "the tool ") + owner.name() + " of " + owner.origin().skillId());
            }
            claimed.put(name, slot);
        }
        return Optional.empty();
    }

    /** The tool with this name or alias. */
    public Optional<Slot> find(String name) {
        return Optional.ofNullable(callable.get(name));
    }

    /** Every name and alias that leads to a tool. */
    Set<String> names() {
        return callable.keySet();
    }

    /** By name. */
    public List<Placed> placed() {
        return List.copyOf(placed);
    }
}
