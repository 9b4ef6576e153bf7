/** One call from wish to outcome: judged, recorded, run within limits. */
@NullMarked
package io.sparkbot.tools.gate;

import org.jspecify.annotations.NullMarked;
