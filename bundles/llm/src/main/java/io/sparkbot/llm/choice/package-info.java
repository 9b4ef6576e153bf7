/** Which models there are, and which one a message goes to. */
@NullMarked
package io.sparkbot.llm.choice;

import org.jspecify.annotations.NullMarked;
