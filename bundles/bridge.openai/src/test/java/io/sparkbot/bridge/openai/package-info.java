@NullMarked
package io.sparkbot.bridge.openai;

import org.jspecify.annotations.NullMarked;
