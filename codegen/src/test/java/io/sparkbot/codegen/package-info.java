@NullMarked
package io.sparkbot.codegen;

import org.jspecify.annotations.NullMarked;
