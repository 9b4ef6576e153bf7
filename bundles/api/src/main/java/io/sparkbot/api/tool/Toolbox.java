package io.sparkbot.api.tool;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The tools there are right now. */
@ProviderType
public interface Toolbox {

    /** Every registered tool by name order, unavailable ones included. */
    List<Entry> tools();

    /**
     * What one bundle offers, rejected ones included, judged as if no other bundle of the same symbolic name were there: so that a new
     * version can be looked at while the old one still serves. Empty when the bundle offers no tool.
     */
    default List<Entry> offeredBy(long bundleId) {
        return List.of();
    }

    /**
     * One tool.
     *
     * @param skillId symbolic name of the bundle that brought it
     * @param skill whether a skill (not a built-in) brought it
     * @param rejected why it cannot be called at all (clashing name, invalid policy …)
     * @param unavailable why it cannot be called now
     */
    record Entry(
            ToolDescriptor descriptor,
            String skillId,
            String version,
            boolean skill,
            Optional<String> rejected,
            Optional<String> unavailable) {

        public boolean callable() {
            return rejected.isEmpty();
        }
    }
}
