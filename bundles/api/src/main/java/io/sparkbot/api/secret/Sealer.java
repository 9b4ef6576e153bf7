package io.sparkbot.api.secret;

import org.osgi.annotation.versioning.ProviderType;

/** Seals bytes at rest with the key of this installation (AES-256-GCM, versioned envelope). Not for secrets people keep: those belong in the vault. */
@ProviderType
public interface Sealer {

    /**
     * @param context bound to the sealed bytes and needed to open them, for example {@code approvals/<id>}
     */
    byte[] seal(byte[] plain, String context);

    /**
     * @throws IllegalArgumentException when the bytes were changed, the context is another, or the key is not ours
     */
    byte[] open(byte[] sealed, String context);
}
