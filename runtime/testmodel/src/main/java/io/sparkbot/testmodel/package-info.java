/** A scripted stand-in for an OpenAI-compatible provider: every good and bad behaviour on cue, over real HTTP. */
@NullMarked
package io.sparkbot.testmodel;

import org.jspecify.annotations.NullMarked;
