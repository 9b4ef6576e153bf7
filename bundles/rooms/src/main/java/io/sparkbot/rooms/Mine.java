package io.sparkbot.rooms;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How the asking person keeps a room; nobody else sees it.
 *
 * @param folder the name of the folder it is in
 * @param pinned whether it is kept at the top
 * @param unread messages of others after {@code readUpTo}; 100 means as many or more
 * @param readUpTo the newest message the person has seen
 */
record Mine(@Nullable String folder, boolean pinned, int unread, @Nullable UUID readUpTo) {}
