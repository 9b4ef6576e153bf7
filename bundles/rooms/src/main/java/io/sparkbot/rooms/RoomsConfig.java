package io.sparkbot.rooms;

import io.sparkbot.api.config.Env;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of rooms. */
@ObjectClassDefinition(id = RoomsConfig.PID, name = "Rooms", description = "Rooms and their members")
@interface RoomsConfig {

    String PID = "io.sparkbot.rooms";

    @AttributeDefinition(
            name = "Open the execution gate of new direct rooms",
            description = "Whether a new direct room with the assistant starts with its execution gate open. Existing rooms keep what their owner chose.")
    @Env("SPARKBOT_DM_EXECUTION_DEFAULT")
    boolean dm_execution_default() default false;
}
