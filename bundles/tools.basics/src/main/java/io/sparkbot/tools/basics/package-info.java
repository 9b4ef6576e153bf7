/** Tools everybody needs: sums and the time. */
@NullMarked
package io.sparkbot.tools.basics;

import org.jspecify.annotations.NullMarked;
