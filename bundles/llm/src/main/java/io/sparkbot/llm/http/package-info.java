/** The HTTP client of model calls: streams on the calling thread, can be stopped at any moment, ends exactly once. */
@NullMarked
package io.sparkbot.llm.http;

import org.jspecify.annotations.NullMarked;
