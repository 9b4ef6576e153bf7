package io.sparkbot.tools.files;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the file workspace. */
@ObjectClassDefinition(name = "Files", description = "How much the file workspace of a room may hold.")
public @interface FilesConfig {

    @AttributeDefinition(name = "Longest text", description = "Bytes that a tool may write into one file.", min = "1", max = "262144")
    int max_write_bytes() default 64_000;

    @AttributeDefinition(name = "Room for files", description = "Bytes that all files of a room may have together.", min = "0")
    long max_room_bytes() default 1_073_741_824;

    @AttributeDefinition(name = "Number of files", description = "Files and folders that a room may have.", min = "0", max = "1000000")
    int max_room_files() default 10_000;

    @AttributeDefinition(name = "Days in the trash", description = "Days after which deleted files are removed for good.", min = "0", max = "3650")
    int trash_days() default 30;
}
