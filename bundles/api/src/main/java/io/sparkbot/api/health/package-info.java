/** How a bundle says that it is unwell. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
