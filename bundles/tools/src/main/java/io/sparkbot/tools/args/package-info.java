/** Arguments as a model writes them, checked against a tool's schema. */
@NullMarked
package io.sparkbot.tools.args;

import org.jspecify.annotations.NullMarked;
