/** The chat-completions interface that other chat programs speak, in the rights of the person whose key they hold. */
@NullMarked
package io.sparkbot.bridge.openai;

import org.jspecify.annotations.NullMarked;
