/** The tool registry and the one Gate: the only code that calls a tool. */
@NullMarked
package io.sparkbot.tools;

import org.jspecify.annotations.NullMarked;
