/** What a bundle needs to answer over HTTP and WebSocket beside plain JAX-RS. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
