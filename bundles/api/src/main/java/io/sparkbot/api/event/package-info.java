/** What happened in a room, for whoever wants to tell people about it. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
