/** {@code sparkbot chat}: a client that talks to a running server. */
@NullMarked
package io.sparkbot.cli.chat;

import org.jspecify.annotations.NullMarked;
