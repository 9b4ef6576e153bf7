/** Commands that begin with a slash: the same in the browser, the terminal and wherever else people write. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
