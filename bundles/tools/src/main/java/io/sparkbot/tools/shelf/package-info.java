/** Which tools there are, who brought them, and which of them may not be called and why. */
@NullMarked
package io.sparkbot.tools.shelf;

import org.jspecify.annotations.NullMarked;
