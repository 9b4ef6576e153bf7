/** The way in: HTTP, sessions at the door, limits, errors, the static web app, WebSockets and the API document. */
@NullMarked
package io.sparkbot.web;

import org.jspecify.annotations.NullMarked;
