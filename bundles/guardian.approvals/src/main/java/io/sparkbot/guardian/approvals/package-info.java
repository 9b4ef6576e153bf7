/** Who said yes to exactly this call? Pending approvals as rows, decided once, used once. */
@NullMarked
package io.sparkbot.guardian.approvals;

import org.jspecify.annotations.NullMarked;
