/** The demo assistant: rules instead of a model, so that everything around a model can be seen without one. */
@NullMarked
package io.sparkbot.llm.demo;

import org.jspecify.annotations.NullMarked;
