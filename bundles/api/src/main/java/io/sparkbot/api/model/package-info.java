/** Language models as the turn engine sees them: a catalogue and one blocking call that streams. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
