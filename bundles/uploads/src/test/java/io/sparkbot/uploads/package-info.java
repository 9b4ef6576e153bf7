@NullMarked
package io.sparkbot.uploads;

import org.jspecify.annotations.NullMarked;
