/** A bundle with settings, made for tests. */
@NullMarked
package io.sparkbot.sample.named;

import org.jspecify.annotations.NullMarked;
