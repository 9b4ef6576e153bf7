/** Text out of documents, for uploads and whatever else reads them. */
@Export
@Version("1.0.0")
@NullMarked
package io.sparkbot.api.document;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
