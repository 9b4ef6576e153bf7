/** The guarded way out: HTTP to the outside world on behalf of tools. */
@Export
@Version("1.2.0")
@NullMarked
package io.sparkbot.api.egress;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
