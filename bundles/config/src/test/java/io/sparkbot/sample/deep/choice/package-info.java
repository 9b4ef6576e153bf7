/** A bundle with settings, made for tests. */
@NullMarked
package io.sparkbot.sample.deep.choice;

import org.jspecify.annotations.NullMarked;
