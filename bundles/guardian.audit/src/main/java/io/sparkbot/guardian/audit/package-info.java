/** What happened: the append-only, hash-chained record of decisions and effects, redacted as it is written. */
@NullMarked
package io.sparkbot.guardian.audit;

import org.jspecify.annotations.NullMarked;
