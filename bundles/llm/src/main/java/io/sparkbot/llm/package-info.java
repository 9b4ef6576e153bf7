/** What a bundle implements to bring models: one {@link io.sparkbot.llm.LlmProvider} service for each provider. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.llm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
