/** Transactions on the bundle's own schema. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
