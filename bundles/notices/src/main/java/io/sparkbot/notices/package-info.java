/** Tells people's browsers when something waits for them and no page of theirs is looked at: web push. */
@NullMarked
package io.sparkbot.notices;

import org.jspecify.annotations.NullMarked;
