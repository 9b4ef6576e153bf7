/** Rooms, their members and their messages. */
@Export
@Version("1.2.0")
@NullMarked
package io.sparkbot.api.room;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
