/** Text out of documents that nobody vouches for. */
@NullMarked
package io.sparkbot.documents;

import org.jspecify.annotations.NullMarked;
