/** Health, readiness and the API document as routes. */
@NullMarked
package io.sparkbot.web.utility;

import org.jspecify.annotations.NullMarked;
