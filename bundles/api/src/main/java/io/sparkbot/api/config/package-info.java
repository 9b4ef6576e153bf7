/** How a bundle declares settings and asks for them. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
