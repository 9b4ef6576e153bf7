/** What a tool is: its description, its call, its result, and the annotations a skill is written with. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.tool;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
