/** Who is at the door: sessions, origins, client addresses, limits, response headers. */
@NullMarked
package io.sparkbot.web.door;

import org.jspecify.annotations.NullMarked;
