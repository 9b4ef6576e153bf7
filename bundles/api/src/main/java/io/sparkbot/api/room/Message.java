package io.sparkbot.api.room;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.person.PersonType;

/**
 * A stored message.
 *
 * @param senderName what to show for the sender
 * @param meta a JSON object as text; absent when there is none
 * @param answers the message this one answers
 * @param branch its place among several versions; absent when it is the only one
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
        Optional<String> meta,
        Optional<UUID> answers,
        Optional<Branch> branch) {

    /**
     * Several versions of one message: wordings of a question, or answers to it.
     *
     * @param index place of the message among them, from 0
     * @param versions all of them, oldest first
     */
    public record Branch(int index, List<UUID> versions) {

        public Branch {
            versions = List.copyOf(versions);
        }
    }
}
