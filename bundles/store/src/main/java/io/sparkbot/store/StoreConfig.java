package io.sparkbot.store;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the database connection. Address, user and password are needed before any setting can be read, so they come from the launcher. */
@ObjectClassDefinition(name = "Database", description = "Connections to PostgreSQL.")
public @interface StoreConfig {

    @AttributeDefinition(name = "Connections", description = "Most connections open at once; 0 chooses by the number of processor cores (8 to 16).", min = "0", max = "200")
    @Env("SPARKBOT_DATABASE_POOL_SIZE")
    int pool_size() default 0;
}
