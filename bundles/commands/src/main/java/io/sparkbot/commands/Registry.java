package io.sparkbot.commands;

import io.sparkbot.api.plugin.Leases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all bundles offer, and which of it counts now: of two bundles with one symbolic name the older one until it drains; of two commands
 * with one name that of the lower start level, then that of the older bundle.
 */
final class Registry {

    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final Comparator<Offer> RANK = Comparator.comparingInt(Offer::level).thenComparingLong(Offer::bundleId);

    private final Leases leases;
    private final List<Offer> offers = new ArrayList<>();
    private volatile Map<String, Offer> byName = Map.of();

    Registry(Leases leases) {
        this.leases = leases;
    }

    synchronized void add(Offer offer) {
        Optional<String> fault = offer.fault();
        if (fault.isPresent()) {
            LOG.warn("command {} of {} cannot be used: {}", offer.descriptor().name(), offer.owner(), fault.get());
            return;
        }
        offers.add(offer);
        refresh();
        offer.names().forEach(name -> find(name)
                .filter(winner -> !winner.owner().equals(offer.owner()))
                .ifPresent(winner -> LOG.warn("/{} of {} belongs to {}", name, offer.owner(), winner.owner())));
    }

    synchronized void remove(Offer offer) {
        offers.remove(offer);
        refresh();
    }

    /** Works out anew what counts; called whenever a bundle begins or ends to drain. */
    synchronized void refresh() {
        Map<String, Offer> fresh = new HashMap<>();
        offers.stream().filter(this::serves).sorted(RANK).forEach(offer -> offer.names().forEach(name -> fresh.putIfAbsent(name, offer)));
        byName = Map.copyOf(fresh);
    }

    private boolean serves(Offer offer) {
        return offers.stream()
                .filter(other -> other.owner().equals(offer.owner()))
                .map(Offer::bundleId)
                .min(Comparator.comparing((Long bundle) -> leases.isDraining(bundle)).thenComparing(Comparator.naturalOrder()))
                .filter(bundle -> bundle == offer.bundleId())
                .isPresent();
    }

    Optional<Offer> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** By name; a command whose own name belongs to another one is left out. */
    List<Offer> all() {
        List<Offer> all = new ArrayList<>();
        new TreeMap<>(byName).forEach((name, offer) -> {
            if (offer.descriptor().name().equals(name)) {
                all.add(offer);
            }
        });
        return all;
    }

    /** Every name and alias that leads to a command. */
    Map<String, Offer> names() {
        return byName;
    }
}
