/** One call to a model, from our request to the provider's and back. */
@NullMarked
package io.sparkbot.llm.call;

import org.jspecify.annotations.NullMarked;
