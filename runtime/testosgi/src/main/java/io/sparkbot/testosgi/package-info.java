/** The framework in a test. */
@NullMarked
package io.sparkbot.testosgi;

import org.jspecify.annotations.NullMarked;
