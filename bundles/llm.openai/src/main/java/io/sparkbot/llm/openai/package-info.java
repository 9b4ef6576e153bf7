/** Providers that speak OpenAI's chat completions. */
@NullMarked
package io.sparkbot.llm.openai;

import org.jspecify.annotations.NullMarked;
