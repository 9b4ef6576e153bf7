/** The one question before every effect: may this call run, here, now, for this person? */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.policy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
