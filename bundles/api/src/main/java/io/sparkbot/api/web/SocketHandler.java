package io.sparkbot.api.web;

import org.osgi.annotation.versioning.ConsumerType;

/** Receives the frames of one connection, one at a time. */
@ConsumerType
public interface SocketHandler {

    void text(String frame);

    /** The connection is gone, whoever ended it. Called once. */
    void closed();
}
