package io.sparkbot.api.turn;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.sparkbot.api.web.ApiField;
import io.sparkbot.api.web.ApiWord;

/** An event of a turn as clients read it: what the API document says of it. Clients skip kinds and fields they do not know. */
public sealed interface StreamEvent {

    /** Number within the turn, from 1. */
    long seq();

    /** @param fileUrl where the file that came with the message is read */
    @ApiWord("human_message")
    record HumanMessageEvent(
            long seq, UUID messageId, UUID turnId, @ApiField(leftOut = true) Optional<UUID> fileId, @ApiField(leftOut = true) Optional<String> fileUrl)
            implements StreamEvent {}

    @ApiWord("routing")
    record RoutingEvent(long seq, Map<String, Object> payload) implements StreamEvent {}

    @ApiWord("token")
    record TokenEvent(long seq, String token) implements StreamEvent {}

    @ApiWord("tool_start")
    record ToolStartEvent(long seq, String tool, UUID callId, String title, Map<String, Object> input) implements StreamEvent {}

    @ApiWord("tool_done")
    record ToolDoneEvent(
            long seq,
            String tool,
            UUID callId,
            @ApiField(max = 300) String result,
            @ApiField(oneOf = {"ok", "empty", "error", "unavailable", "denied", "timeout"}) String status)
            implements StreamEvent {}

    /** @param confirmId missing for readers who may not decide */
    @ApiWord("confirm_required")
    record ConfirmRequiredEvent(
            long seq,
            @ApiField(leftOut = true) Optional<UUID> confirmId,
            UUID turnId,
            String tool,
            String title,
            Map<String, Object> input,
            String reason,
            Instant expiresAt)
            implements StreamEvent {}

    /** The last event. */
    @ApiWord("done")
    record DoneEvent(
            long seq,
            @ApiField(leftOut = true) Optional<UUID> messageId,
            @ApiField(leftOut = true) Optional<Boolean> interrupted,
            @ApiField(leftOut = true) Optional<Boolean> silent,
            @ApiField(leftOut = true) Optional<UUID> fileId,
            @ApiField(leftOut = true) Optional<String> fileUrl)
            implements StreamEvent {}

    /** The last event. @param detail the same text */
    @ApiWord("error")
    record ErrorEvent(long seq, String error, String detail, String code) implements StreamEvent {}

    /** What older script clients know as the start of a tool; sent to those only. */
    @ApiWord("tool_chip")
    record ToolChipEvent(long seq, String tool, @ApiField(oneOf = "running") String status) implements StreamEvent {}

    /** What older script clients know as a question; sent to those only. */
    @ApiWord("confirm")
    record ConfirmEvent(long seq, String message, @ApiField(leftOut = true) Optional<UUID> confirmId) implements StreamEvent {}
}
