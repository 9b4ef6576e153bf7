package io.sparkbot.uploads;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of uploads. */
@ObjectClassDefinition(name = "Uploads", description = "Files that people send into a room.")
public @interface UploadsConfig {

    String PID = "io.sparkbot.uploads";

    @AttributeDefinition(
            name = "Largest file",
            description = "Bytes that one uploaded file may have. All files of a room together are limited by the settings of files.",
            min = "1",
            max = "1073741824")
    long max_size() default 10_485_760;
}
