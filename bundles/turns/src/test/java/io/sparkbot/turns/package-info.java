@NullMarked
package io.sparkbot.turns;

import org.jspecify.annotations.NullMarked;
