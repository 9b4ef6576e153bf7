/** The append-only record of decisions and effects. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
