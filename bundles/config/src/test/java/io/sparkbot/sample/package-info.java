/** A bundle with settings, made for tests. */
@NullMarked
package io.sparkbot.sample;

import org.jspecify.annotations.NullMarked;
