/** {@code sparkbot dev}: the inner loop of whoever works on Sparkbot. */
@NullMarked
package io.sparkbot.cli.dev;

import org.jspecify.annotations.NullMarked;
