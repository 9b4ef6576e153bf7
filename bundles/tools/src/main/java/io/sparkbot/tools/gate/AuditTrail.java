package io.sparkbot.tools.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkbot.api.audit.Audit;
import io.sparkbot.api.audit.Audit.AuditEntry;
import io.sparkbot.api.policy.PolicyDecision;
import io.sparkbot.api.tool.Gate;
import io.sparkbot.api.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two entries for each call: the decision before anything happens, and what came of it. */
final class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicLong lost = new AtomicLong();

    /** Entries that could not be written since the start. */
    long lost() {
        return lost.get();
    }

    /** Whether the decision is on record. */
    boolean decided(Audit audit, Gate.Request request, Gate.Shown shown, PolicyDecision decision, Optional<UUID> approval) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("tool_name", shown.tool());
        input.put("tool_args", shown.input());
        input.put("source", request.source());
        if (!request.tool().equals(shown.tool())) {
            input.put("alias", request.tool());
        }
        approval.ifPresent(id -> {
            input.put("confirmed", true);
            input.put("confirm_id", id.toString());
        });
        return written(request, "policy_decision", () -> audit.append(entry(request, "policy_decision", input, json(decision))));
    }

    /**
     * Records how a call ended. The effect has happened by then, so a failure to write is counted and logged, not undone; for a read nobody
     * waits until it is written.
     */
    void ended(Audit audit, Gate.Request request, Gate.Shown shown, ToolResult result, boolean read) {
        String text = result.status() == ToolResult.Status.OK ? result.text() : result.status().wire() + ": " + result.text();
        AuditEntry entry = entry(request, shown.tool(), shown.input(), text);
        written(request, shown.tool(), read ? () -> audit.appendLater(entry) : () -> audit.append(entry));
    }

    private static AuditEntry entry(Gate.Request request, String tool, Map<String, Object> input, String result) {
        return new AuditEntry(
                Optional.of(request.person().id()), request.room(), tool, input, result, request.agent(), Optional.empty(), request.turn());
    }

    private boolean written(Gate.Request request, String tool, Runnable writing) {
        try {
            writing.run();
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("audit entry {} for call {} could not be written ({} lost since start): {}", tool, request.callId(),
                    lost.incrementAndGet(), e.getClass().getSimpleName());
            return false;
        }
    }

    private static String json(PolicyDecision decision) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flat.put("tool_name", decision.toolName());
        flat.put("scope", decision.scope().wire());
        flat.put("resource", decision.resource());
        flat.put("action", decision.action().wire());
        flat.put("action_type", decision.actionType().wire());
        flat.put("high_risk", decision.highRisk());
        flat.put("reason", decision.reason());
        try {
            return JSON.writeValueAsString(flat);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
