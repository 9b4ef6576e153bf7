/** One turn of a conversation: from a person's message to the stored answer, told in numbered events. */
@Export
@Version("1.2.0")
@NullMarked
package io.sparkbot.api.turn;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
