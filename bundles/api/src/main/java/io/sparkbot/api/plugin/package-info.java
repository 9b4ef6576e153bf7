/** How bundles come and go without cutting a call: whoever calls services of other bundles takes leases on them. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
