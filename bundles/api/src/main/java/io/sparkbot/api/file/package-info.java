/** The files of a room, shared by uploads and the file tools. */
@Export
@Version("1.1.0")
@NullMarked
package io.sparkbot.api.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
