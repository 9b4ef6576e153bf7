/** PostgreSQL for all bundles: pool, migrations, transactions. */
@NullMarked
package io.sparkbot.store;

import org.jspecify.annotations.NullMarked;
