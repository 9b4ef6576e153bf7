package io.sparkbot.plugins;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.bundle.CollisionHook;

/**
 * Lets this bundle, and nobody else, install a second bundle of the same name and version: an update that did not raise the version number
 * still runs beside the old one until the switch.
 */
final class Collisions implements CollisionHook {

    private final Bundle self;

    Collisions(Bundle self) {
        this.self = self;
    }

    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> collisions) {
        if (operation == INSTALLING && target.equals(self)) {
            collisions.clear();
        }
    }
}
