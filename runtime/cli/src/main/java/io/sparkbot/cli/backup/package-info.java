/** {@code sparkbot backup} and {@code sparkbot restore}: a whole installation as one file. */
@NullMarked
package io.sparkbot.cli.backup;

import org.jspecify.annotations.NullMarked;
