/** Rooms, their members, their transcript, and the socket that tells people what happens in a room. */
@NullMarked
package io.sparkbot.rooms;

import org.jspecify.annotations.NullMarked;
