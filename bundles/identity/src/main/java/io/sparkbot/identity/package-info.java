/** People, how they sign in, and their sessions. */
@NullMarked
package io.sparkbot.identity;

import org.jspecify.annotations.NullMarked;
