/** The terminal's face: one class per command. */
@NullMarked
package io.sparkbot.cli;

import org.jspecify.annotations.NullMarked;
