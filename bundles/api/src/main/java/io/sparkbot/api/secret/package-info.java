/** Sealing of bytes at rest with the key of this installation. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.secret;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
