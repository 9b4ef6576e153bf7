/** Files that people send into a room: received, kept with the room, shown to the model, served to members. */
@NullMarked
package io.sparkbot.uploads;

import org.jspecify.annotations.NullMarked;
