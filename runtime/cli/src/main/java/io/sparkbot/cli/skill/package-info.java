/** {@code sparkbot skill}: make, install, list and remove skills of the server on this machine. */
@NullMarked
package io.sparkbot.cli.skill;

import org.jspecify.annotations.NullMarked;
