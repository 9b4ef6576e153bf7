package io.sparkbot.api.room;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.PersonType;

/**
 * A stored message.
 *
 * @param senderName what to show for the sender
 * @param meta a JSON object as text; absent when there is none
 */
public record Message(
        UUID id,
        UUID roomId,
        UUID senderId,
        PersonType senderType,
        String senderUsername,
        String senderName,
        String content,
        Instant createdAt,
        Optional<UUID> replyTo,
        Optional<Instant> editedAt,
        Optional<String> meta) {}
