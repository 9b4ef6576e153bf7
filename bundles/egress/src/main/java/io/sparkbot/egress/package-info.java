/** The guarded way out: HTTP for tools, to vetted addresses only. */
@NullMarked
package io.sparkbot.egress;

import org.jspecify.annotations.NullMarked;
