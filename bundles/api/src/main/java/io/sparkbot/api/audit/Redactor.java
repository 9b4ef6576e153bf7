package io.sparkbot.api.audit;

import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

/** Takes secrets out of what is shown, logged or stored. Values are redacted one by one, never serialised text. */
@ProviderType
public interface Redactor {

    String PLACEHOLDER = "[REDACTED]";

    /** The same structure with secret-looking keys and values replaced. */
    Map<String, Object> redact(Map<String, ?> values);

    String redact(String text);
}
