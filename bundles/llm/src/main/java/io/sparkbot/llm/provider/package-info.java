/** The providers there are, and the leases on them. */
@NullMarked
package io.sparkbot.llm.provider;

import org.jspecify.annotations.NullMarked;
