/** People, their roles and their sessions. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.person;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
