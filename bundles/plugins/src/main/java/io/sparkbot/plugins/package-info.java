/**
 * Bundle management. The skills folder is the truth: whatever jar lies there runs, is replaced beside the running one, and leaves when its
 * calls have ended. Everything that happens to a bundle happens on one thread and is kept with its reason.
 */
@NullMarked
package io.sparkbot.plugins;

import org.jspecify.annotations.NullMarked;
