/** Agent Shield: may this call run, here, now, for this person? */
@NullMarked
package io.sparkbot.guardian.shield;

import org.jspecify.annotations.NullMarked;
