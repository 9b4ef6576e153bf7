/** Build step: puts the product together. */
@NullMarked
package io.sparkbot.distribution;

import org.jspecify.annotations.NullMarked;
