/** WebSocket routes. */
@NullMarked
package io.sparkbot.web.socket;

import org.jspecify.annotations.NullMarked;
